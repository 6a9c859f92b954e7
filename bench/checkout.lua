-- One connection's work: POST an order of three lines, then POST its sale, over and over.
local counter = 0
local thread_id = 0
local next_thread = 0
function setup(thread)
  thread:set("thread_id", next_thread)
  next_thread = next_thread + 1
end
local token, items = os.getenv("BENCH_TOKEN"), {}
for id in string.gmatch(os.getenv("BENCH_ITEMS"), "[^,]+") do items[#items + 1] = id end
local run = os.getenv("BENCH_RUN")
local headers = { ["Authorization"] = "Bearer " .. token, ["Content-Type"] = "application/json" }
local pending = {}
local function uuid(kind, n)
  local ms = os.time() * 1000 + n % 1000
  return string.format("%08x-%04x-7%03x-8%03x-%s%01x%01x%06x", math.floor(ms / 65536), ms % 65536, kind, thread_id,
    run, kind, thread_id % 16, n % 16777216)
end
local paid = 0
function request()
  -- A connection pipelines nothing, but wrk asks in turn for all of them; a sale follows an answered order.
  if #pending > 0 then
    local order = table.remove(pending, 1)
    return wrk.format("POST", "/api/v1/sales", headers,
      string.format('{"id":"%s","orderId":"%s","tenders":[{"method":"cash","amount":12000,"received":20000}]}',
        uuid(2, order.n), order.id))
  end
  counter = counter + 1
  local id = uuid(1, counter)
  local body = string.format(
    '{"id":"%s","channel":"takeout","send":true,"lines":[{"itemId":"%s","quantity":1},{"itemId":"%s","quantity":1},{"itemId":"%s","quantity":1}]}',
    id, items[1], items[2], items[3])
  return wrk.format("POST", "/api/v1/orders", headers, body)
end
function response(status, _, body)
  if status == 201 then
    local order = string.match(body, '"id":"([0-9a-f%-]+)","lines":%[{"amount":4000,"category"')
    local is_order = string.find(body, '"placedAt"', 1, true)
    if is_order then
      local id = string.match(body, '"id":"([0-9a-f%-]+)","lines"')
      pending[#pending + 1] = { id = id, n = tonumber(string.sub(id, -6), 16) }
    else
      paid = paid + 1
    end
  elseif status ~= 200 then
    failed = (failed or 0) + 1
    if failed < 3 then io.stderr:write(status, " ", string.sub(body, 1, 200), "\n") end
  end
end
function done(summary, latency, requests)
  io.write(string.format('{"requests":%d,"seconds":%.6f,"errors":%d,"p50":%.3f,"p99":%.3f,"max":%.3f}\n',
    summary.requests, summary.duration / 1e6,
    summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.status + summary.errors.timeout,
    latency:percentile(50) / 1000, latency:percentile(99) / 1000, latency.max / 1000))
end
