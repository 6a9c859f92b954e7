-- POST an order of three lines, over and over.
local items = {}
for id in string.gmatch(os.getenv("BENCH_ITEMS"), "[^,]+") do items[#items + 1] = id end
local headers = { ["Authorization"] = "Bearer " .. os.getenv("BENCH_TOKEN"), ["Content-Type"] = "application/json" }
local body = string.format(
  '{"channel":"takeout","send":true,"lines":[{"itemId":"%s","quantity":1},{"itemId":"%s","quantity":1},{"itemId":"%s","quantity":1}]}',
  items[1], items[2], items[3])
function request() return wrk.format("POST", "/api/v1/orders", headers, body) end
function done(summary, latency)
  io.write(string.format('{"requests":%d,"seconds":%.6f,"errors":%d,"p50":%.3f,"p99":%.3f,"max":%.3f}\n',
    summary.requests, summary.duration / 1e6,
    summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.status + summary.errors.timeout,
    latency:percentile(50) / 1000, latency:percentile(99) / 1000, latency.max / 1000))
end
