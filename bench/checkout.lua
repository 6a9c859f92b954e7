-- A checkout is POST order with three lines, then POST its sale; each is a request of its own in the latencies.
local items, pending, number = {}, {}, 0
for id in string.gmatch(os.getenv("BENCH_ITEMS"), "[^,]+") do items[#items + 1] = id end
local run = os.getenv("BENCH_RUN")
local headers = { ["Authorization"] = "Bearer " .. os.getenv("BENCH_TOKEN"), ["Content-Type"] = "application/json" }
local lines = string.format(
  '[{"itemId":"%s","quantity":1},{"itemId":"%s","quantity":1},{"itemId":"%s","quantity":1}]', items[1], items[2], items[3])

-- A UUID of version 7: the second, the run, the kind (1 order, 2 sale) and a running number.
local function uuid(kind, n)
  local ms = os.time() * 1000 + n % 1000
  return string.format("%08x-%04x-7%03x-8%03x-%s%08x", math.floor(ms / 65536), ms % 65536, kind, n % 4096, run, n)
end

function request()
  if #pending > 0 then
    local order = table.remove(pending, 1)
    return wrk.format("POST", "/api/v1/sales", headers, string.format(
      '{"id":"%s","orderId":"%s","tenders":[{"method":"cash","amount":12000,"received":20000}]}', uuid(2, order.n), order.id))
  end
  number = number + 1
  return wrk.format("POST", "/api/v1/orders", headers,
    string.format('{"id":"%s","channel":"takeout","send":true,"lines":%s}', uuid(1, number), lines))
end

function response(status, _, body)
  if status ~= 201 then
    io.stderr:write(status, " ", string.sub(body, 1, 200), "\n")
  elseif string.find(body, '"placedAt"', 1, true) then
    local id = string.match(body, '"id":"([0-9a-f%-]+)","lines"')
    pending[#pending + 1] = { id = id, n = tonumber(string.sub(id, -8), 16) }
  end
end

function done(summary, latency)
  io.write(string.format('{"requests":%d,"seconds":%.6f,"errors":%d,"p50":%.3f,"p99":%.3f,"max":%.3f}\n',
    summary.requests, summary.duration / 1e6,
    summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.status + summary.errors.timeout,
    latency:percentile(50) / 1000, latency:percentile(99) / 1000, latency.max / 1000))
end
