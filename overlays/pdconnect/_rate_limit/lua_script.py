"""The script that counts requests in Redis: the algorithm of `limit_state.py` and `window_log.py`, in Lua."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from .._redis.store import Script
from .limit_state import (
    ADVANCE_PART,
    FURTHEST,
    LEARNED_TTL,
    LONGEST_BLOCK,
    MAX_GROWTH,
    OVERTAKING,
    RESOLUTION,
    SECOND,
    UNLIMITED,
    Ask,
    Decision,
    Observation,
)
from .window_log import PRUNED_PER_REQUEST, Ticket

_TEXT = """
local names = {'requests', 'window', 'adaptive', 'share', 'ahead', 'max_wait', 'jitter', 'number', 'time', 'share_number',
  'share_time', 'wanted', 'waiting', 'seen_requests', 'seen_remaining', 'seen_reset_in', 'seen_hold_in', 'seen_number', 'seen_measured'}
local numbers, ask = {}, {}
for number in string.gmatch(ARGV[3], '%S+') do numbers[#numbers + 1] = tonumber(number) end
for i, name in ipairs(names) do ask[name] = numbers[i] end
local key, now = KEYS[1], tonumber(ARGV[2])
if now < 0 then
  local time = redis.call('time')
  now = time[1] * 1000000 + time[2]
end
local floor, max, min = math.floor, math.max, math.min

local function text(number) return string.format('%.0f', number) end
local function margin(window) return max(floor(window / 100), min(100000, floor(window * 3 / 100))) end
local function gap_of(window, requests) return floor(window * 2 * ask.jitter / (100000 * requests)) end

-- ---- logs: `first`, `last`, and the times by number

-- Without this, a number in the key that is far too large would keep the server busy for ever.
local function damaged()
  redis.call('del', key)
  error({err = 'DAMAGED the counts, which begin again'})
end

local function log_of(prefix, first, last)
  return {prefix = prefix, first = tonumber(first or 1) or damaged(), last = tonumber(last or 0) or damaged()}
end

local function open_log(prefix)
  return log_of(prefix, unpack(redis.call('hmget', key, prefix .. 'first', prefix .. 'last')))
end

local function entry(log, number)
  return tonumber(redis.call('hget', key, log.prefix .. text(number)) or damaged())
end

local function times_of(log, number, count)
  local keys = {}
  for i = 1, count do keys[i] = log.prefix .. text(number + i - 1) end
  return redis.call('hmget', key, unpack(keys))
end

local function set_time(log, number, time)
  redis.call('hset', key, log.prefix .. text(number), text(time))
end

local function save_log(log)
  redis.call('hset', key, log.prefix .. 'first', text(log.first), log.prefix .. 'last', text(log.last))
end

local function entry_if_any(log, number)
  return number >= log.first and number <= log.last and entry(log, number) or -1
end

local function time_of(log, number, requests)
  local latest = -1
  while number >= log.first do
    if number <= log.last then
      local time = entry(log, number)
      if time ~= -1 then return max(time, latest) end
    end
    if requests then latest = max(latest, entry_if_any(log, number - requests)) end
    number = number - 1
  end
  return latest ~= -1 and latest or nil
end

local function next_time(log, requests, period, gap, blocked_until)
  local time = max(now, blocked_until)
  local oldest = log.last - log.first + 1 >= requests and time_of(log, log.last - requests + 1, requests)
  if oldest then time = max(time, oldest + period) end
  local newest = time_of(log, log.last)
  if newest and (time > now or newest > now) then time = max(time, newest + gap) end
  return time
end

local function add(log, time, count)
  local number, values = log.last + 1, {log.prefix .. 'first', text(log.first), log.prefix .. 'last', text(log.last + count)}
  for each = number, number + count - 1 do
    values[#values + 1] = log.prefix .. text(each)
    values[#values + 1] = text(time)
  end
  redis.call('hset', key, unpack(values))
  log.last = log.last + count
  return {number, time}
end

local function has(log, number, time)
  return number >= log.first and number <= log.last and time >= 0 and entry(log, number) == time
end

local function is_current(log, number, time, requests)
  if not has(log, number, time) then return false end
  local later = entry_if_any(log, number + requests)
  return later < 0 or later > now
end

local function confirm(log, number, planned, requests, period, gap, slack, blocked_until)
  local time = max(now, blocked_until)
  if planned - slack > now then time = max(time, planned) end
  local oldest = time_of(log, number - requests, requests)
  if oldest and oldest + period - slack > now then time = max(time, oldest + period) end
  local before = time_of(log, number - 1)
  if before and time > now then time = max(time, before + gap) end
  set_time(log, number, time)
  return {number, time}
end

local function release(log, number, time)
  if not has(log, number, time) then return end
  set_time(log, number, -1)
  while log.last >= log.first and entry(log, log.last) == -1 do
    redis.call('hdel', key, log.prefix .. text(log.last))
    log.last = log.last - 1
  end
  save_log(log)
end

local function prune(log, period, most)
  most = min(most, log.last - log.first + 1)
  if most < 1 or entry(log, log.first) + period > now then return end
  local times, old = times_of(log, log.first, most), {}
  for i = 1, most do
    if (tonumber(times[i] or '') or damaged()) + period > now then break end
    old[i] = log.prefix .. text(log.first + i - 1)
  end
  redis.call('hdel', key, unpack(old))
  log.first = log.first + #old
  save_log(log)
end

-- ---- what is known about the limit

local fields = {'born', 'requests', 'window', 'ceiling', 'ceiling_ends', 'mark', 'held_until'}
local values = redis.pcall('hmget', key, 'first', 'last', 'shares', unpack(fields))
if values.err then
  if string.find(values.err, '^WRONGTYPE') then damaged() end
  return values
end
local log, known_shares = log_of('', values[1], values[2]), values[3] or ''
local state, changed = {}, {}
for i, name in ipairs(fields) do state[name] = tonumber(values[i + 3] or 0) or damaged() end
local function set(name, value)
  if state[name] ~= value then
    state[name] = value
    changed[#changed + 1] = name
    changed[#changed + 1] = text(value)
  end
end
local function save_state()
  if #changed > 0 then redis.call('hset', key, unpack(changed)) end
  changed = {}
end

-- The prefixes of all shares are in one field, since they are rare.
local function share_prefix(share) return 's' .. text(share) .. ':' end

local longest = max(LONGEST_BLOCK, ask.window)

local function ceiling_of(requests)
  local number, remaining = ask.seen_number, min(ask.seen_remaining, requests)
  local unknown = requests - remaining - (number - log.first + 1)
  local count = min(log.last - number, OVERTAKING)
  if unknown > 0 and count > 0 then
    local responded_at = now - max(0, ask.seen_measured - ask.seen_reset_in)
    for _, time in ipairs(times_of(log, number + 1, count)) do
      time = tonumber(time or '') or damaged()
      if time >= 0 and time <= responded_at then unknown = unknown - 1 end
    end
  end
  return unknown > 0 and number + remaining or UNLIMITED
end

local function observe()
  if ask.seen_requests > 0 then set('requests', min(ask.seen_requests, ask.requests * MAX_GROWTH)) end
  local window = state.window > 0 and state.window or ask.window
  if ask.seen_measured > 0 then
    local measured = min(max(ask.seen_measured, SECOND), longest)
    local is_new = ask.seen_requests > 0 and ask.seen_remaining >= ask.seen_requests - 1
    if measured > window + RESOLUTION or (is_new and measured < window) then
      window = measured
      set('window', measured)
    end
  end
  local rest = ask.seen_reset_in >= 0 and min(ask.seen_reset_in, longest) or window
  local is_newer = ask.seen_number >= state.mark or now >= state.ceiling_ends or state.mark > log.last
  if ask.seen_remaining >= 0 and ask.seen_number >= log.first and ask.seen_number <= log.last and is_newer then
    set('mark', ask.seen_number)
    set('ceiling', ceiling_of(state.requests > 0 and state.requests or ask.requests))
    set('ceiling_ends', now + rest + margin(window))
  end
  if ask.seen_hold_in >= 0 then
    local hold = ask.seen_hold_in > 0 and min(max(ask.seen_hold_in, SECOND), longest) or rest
    set('held_until', max(state.held_until, now + hold + margin(window)))
  end
  save_state()
end

local function expire(microseconds) redis.call('pexpire', key, text(math.ceil(microseconds / 1000))) end

if max(ask.seen_requests, ask.seen_remaining, ask.seen_measured, ask.seen_hold_in) >= 0 then observe() end

for i = #names + 1, #numbers, 3 do  -- requests that reached the service: number, time, and how long ago at the latest
  local number, time = numbers[i], numbers[i + 1]
  local window = state.window > 0 and state.window or ask.window
  local arrived = now - numbers[i + 2] - floor(margin(window) / 2)
  if arrived > time and has(log, number, time) then set_time(log, number, arrived) end
end

if ARGV[1] == 'observe' then
  expire(max(LEARNED_TTL, state.held_until - now, redis.call('pttl', key) * 1000))
  return {}
end

if ARGV[1] == 'release' then
  if ask.number > 0 then release(log, ask.number, ask.time) end
  if ask.share > 0 then release(open_log(share_prefix(ask.share)), ask.share_number, ask.share_time) end
  return {}
end

-- ---- acquire

local requests = state.requests > 0 and state.requests or ask.requests
local window = state.window > 0 and state.window or ask.window
local period = window + margin(window)

local shares = {}
if ask.share > 0 and not string.find(known_shares, share_prefix(ask.share), 1, true) then
  known_shares = known_shares .. share_prefix(ask.share)
  redis.call('hset', key, 'shares', known_shares)
end
for prefix in string.gmatch(known_shares, 's%d+:') do shares[#shares + 1] = open_log(prefix) end

local function newest_of_all()
  local newest = time_of(log, log.last) or 0
  for _, share_log in ipairs(shares) do newest = max(newest, time_of(share_log, share_log.last) or 0) end
  return newest
end

local furthest_block = longest + margin(longest)
set('held_until', min(state.held_until, now + furthest_block))
set('ceiling_ends', min(state.ceiling_ends, now + furthest_block))
if newest_of_all() > max(now, state.held_until, state.ceiling_ends) + floor(FURTHEST * period / 2) then
  redis.call('del', key)
  state.born, changed = 0, {}
  for _, name in ipairs(fields) do
    if state[name] ~= 0 then
      changed[#changed + 1] = name
      changed[#changed + 1] = text(state[name])
    end
  end
  log = open_log('')
  shares = {}
  if ask.share > 0 then
    redis.call('hset', key, 'shares', share_prefix(ask.share))
    shares[1] = open_log(share_prefix(ask.share))
  end
end
if state.born == 0 then set('born', now) end
save_state()

prune(log, period, PRUNED + ask.wanted)
local share_log, share_requests, share_ticket
if ask.share > 0 then
  for _, each in ipairs(shares) do
    if each.prefix == share_prefix(ask.share) then share_log = each end
  end
  share_requests = max(1, floor(requests * ask.share / 1000000))
  prune(share_log, period, PRUNED)
  if is_current(share_log, ask.share_number, ask.share_time, share_requests) then share_ticket = {ask.share_number, ask.share_time} end
end
local ticket
if is_current(log, ask.number, ask.time, requests) then ticket = {ask.number, ask.time} end
local slack = floor(margin(window) / 2)

local time, blocked_until = now, now
if share_log then
  local gap = gap_of(window, share_requests)
  if share_ticket then
    share_ticket = confirm(share_log, share_ticket[1], share_ticket[2], share_requests, period, gap, slack, now)
    time = share_ticket[2]
  else
    time = next_time(share_log, share_requests, period, gap, now)
  end
end
local share_has_capacity = time == now
if share_has_capacity then
  local gap = gap_of(window, requests)
  blocked_until = max(state.held_until, now)
  if (ticket and ticket[1] or log.last + 1) > state.ceiling then blocked_until = max(blocked_until, state.ceiling_ends) end
  if ticket then
    ticket = confirm(log, ticket[1], ticket[2], requests, period, gap, slack, blocked_until)
    time = ticket[2]
  else
    time = next_time(log, requests, period, gap, blocked_until)
  end
end

local wait, status, advance, advance_number = time - now, 0, 0, 0
local too_far = wait > blocked_until - now + floor(ask.ahead * period / 2) or (ask.max_wait >= 0 and wait > ask.max_wait)
if wait > 0 and too_far then
  status = 2
  if ticket then release(log, ticket[1], ticket[2]) end
  if share_ticket then release(share_log, share_ticket[1], share_ticket[2]) end
  ticket, share_ticket = nil, nil
else
  if wait > 0 then status = 1 end
  if share_log then
    if share_ticket then
      set_time(share_log, share_ticket[1], time)
      share_ticket = {share_ticket[1], time}
    else
      share_ticket = add(share_log, time, 1)
    end
  end
  if share_has_capacity and not ticket then ticket = add(log, time, 1) end
  if ask.wanted > 1 and status == 0 and not share_log and (time_of(log, log.last) or 0) <= now then
    local free = requests - (log.last - log.first + 1)
    if state.ceiling_ends > now then free = min(free, state.ceiling - log.last) end
    if free > 0 then
      advance = min(ask.waiting - 1, free)
      advance = advance + max(0, min(ask.wanted - ask.waiting, floor((free - advance) / ADVANCE_PART)))
    end
    if advance > 0 then advance_number = add(log, now, advance)[1] end
  end
end

local kept = max(newest_of_all() - now, 0) + period
if ask.adaptive > 0 then kept = max(kept, LEARNED_TTL, state.held_until - now) end
expire(kept)
ticket, share_ticket = ticket or {0, -1}, share_ticket or {0, -1}
return {status, wait, ticket[1], ticket[2], share_ticket[1], share_ticket[2], requests, window, state.born,
  advance, advance_number, status == 2 and 0 or max(0, requests - (log.last - log.first + 1))}
"""

_CONSTANTS = {
    "ADVANCE_PART": ADVANCE_PART,
    "FURTHEST": FURTHEST,
    "LEARNED_TTL": LEARNED_TTL,
    "LONGEST_BLOCK": LONGEST_BLOCK,
    "MAX_GROWTH": MAX_GROWTH,
    "OVERTAKING": OVERTAKING,
    "PRUNED": PRUNED_PER_REQUEST,
    "RESOLUTION": RESOLUTION,
    "SECOND": SECOND,
    "UNLIMITED": UNLIMITED,
}

SCRIPT = Script("".join(f"local {name} = {value}\n" for name, value in _CONSTANTS.items()) + _TEXT)
"""Each run learns from the observation in its arguments, then does what its first argument says: acquire, observe or release."""

_NO_TICKET = Ticket(0, -1)
_NOTHING_SEEN = Observation()
NOW = -1
"""In place of a time: the clock of the server."""


def script_args(
    action: str, ask: Ask, seen: Observation | None, arrivals: Iterable[tuple[Ticket, int]] = (), now: int = NOW
) -> tuple[str | int, ...]:
    """Return the arguments of the script. `arrivals` are requests that reached the service, and how long ago at the latest.

    All numbers but the time are in one argument: redis-py takes some microseconds for each.
    """
    ticket, share_ticket = ask.ticket or _NO_TICKET, ask.share_ticket or _NO_TICKET
    numbers = (
        ask.requests,
        ask.window,
        int(ask.adaptive),
        ask.share,
        ask.ahead,
        ask.max_wait,
        ask.jitter,
        ticket.number,
        ticket.time,
        share_ticket.number,
        share_ticket.time,
        ask.wanted,
        ask.waiting,
        *(seen or _NOTHING_SEEN),
        *(number for arrived, ago in arrivals for number in (arrived.number, arrived.time, ago)),
    )
    return action, now, " ".join(map(str, numbers))


def read_decision(result: Any) -> Decision:
    """Return the decision in the result of the script. Raises TypeError and ValueError for other results."""
    status, wait, number, time, share_number, share_time, *figures = map(_integer, result)
    requests, window, _, advance, _, _ = figures
    if status not in (0, 1, 2) or wait < 0 or requests < 1 or window < 1 or advance < 0:
        raise ValueError("the script returned no decision")
    ticket = Ticket(number, time) if number > 0 else None
    share_ticket = Ticket(share_number, share_time) if share_number > 0 else None
    return Decision(status, wait, ticket, share_ticket, *figures)


def _integer(value: Any) -> int:
    if not isinstance(value, int):
        raise TypeError("the script returned no integer")
    return value
