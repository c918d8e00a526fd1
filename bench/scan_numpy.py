#!/usr/bin/env python3
"""The pass of ScanBenchmark in numpy: the same chain (standard input), all pairs, all filters.

Prints the median of many passes, and fails if it finds another number of pairs than Legwork.
"""
import sys
import time

import numpy as np

STOCK_BID, STOCK_ASK = 1_000_000, 1_000_200
FAIR = (STOCK_BID + STOCK_ASK) / 2
PASSES = 200


def read():
    rows, expected = [], {}
    for line in sys.stdin:
        if line.startswith("#"):
            name, pairs, found = line[1:].strip().split(",")
            expected[name] = (int(pairs), int(found))
        else:
            rows.append([int(cell) for cell in line.split(",")])
    table = np.array(rows, dtype=np.int64)
    return [table[table[:, 0] == days] for days in np.unique(table[:, 0])], expected


def quality(known, volume, spread):
    return 20 * known + 5 * (volume > 0) + 5 * (spread < 50_000)


def common(rows, max_call):
    """Everything that both strategies compute for all pairs of an expiry: [call, put]."""
    strike = rows[:, 1]
    call_bid, call_ask, call_volume = rows[:, 2], rows[:, 3], rows[:, 4]
    put_bid, put_ask, put_volume = rows[:, 5], rows[:, 6], rows[:, 7]
    width = strike[:, None] - strike[None, :]
    pairs = width > 0
    call_spread, put_spread = call_ask - call_bid, put_ask - put_bid
    calls = (strike / FAIR >= 0.90) & (strike / FAIR <= max_call)
    calls &= (call_bid > 0) & (call_ask >= call_bid)
    puts = (strike / FAIR >= 0.80) & (strike / FAIR <= 1.10)
    puts &= (put_bid > 0) & (put_ask >= put_bid)
    usable = pairs & (width >= 10_000) & (width <= 500_000) & calls[:, None] & puts[None, :]
    known = 25 + quality(1, call_volume, call_spread)[:, None]
    usable &= known + quality(1, put_volume, put_spread)[None, :] >= 60
    narrow = usable & (call_spread <= 200_000)[:, None] & (put_spread <= 200_000)[None, :]
    credit = call_bid[:, None] - put_ask[None, :]
    debit = STOCK_ASK - credit
    return rows, strike, pairs, usable, narrow, credit, debit, call_spread, put_spread


def sfr(expiries):
    count, found, batches = 0, [], []
    for rows in expiries:
        _, strike, pairs, usable, good, credit, debit, call_spread, put_spread = common(rows, 1.15)
        count += int(pairs.sum())
        call_middle = (rows[:, 2] + rows[:, 3]) / 2
        put_middle = (rows[:, 5] + rows[:, 6]) / 2
        worst = strike[None, :] - debit
        fair = strike[None, :] - (FAIR - call_middle[:, None] + put_middle[None, :])
        good = good & (fair >= 100) & (worst > 0) & (worst >= 100) & (credit >= 0)
        good &= debit <= 1_200_000
        call_part, put_part = call_spread / call_middle, put_spread / put_middle
        shape = good.shape
        calls = np.broadcast_to(call_part[:, None], shape)
        puts = np.broadcast_to(put_part[None, :], shape)
        dollars = (call_spread[:, None] + put_spread[None, :])[good] + STOCK_ASK - STOCK_BID
        volume = np.minimum(rows[:, 4][:, None], rows[:, 7][None, :])[good]
        batches.append((calls[usable], puts[usable]))
        days = np.full(dollars.shape, rows[0, 0])
        found.append((calls[good], puts[good], dollars, volume, days, worst[good]))
    every_call = np.concatenate([batch[0] for batch in batches])
    every_put = np.concatenate([batch[1] for batch in batches])
    calls, puts, dollars, volume, days, worst = (
        np.concatenate([each[i] for each in found]) for i in range(6))
    stock = (STOCK_ASK - STOCK_BID) / FAIR
    spread = 1 - 0.3 * np.minimum(1, calls / 0.05) - 0.3 * np.minimum(1, puts / 0.05)
    spread -= 0.2 * min(1, stock / 0.05)
    if every_call.size:
        spread -= 0.5 * ((calls - every_call.mean()) / every_call.std() > 2)
        spread -= 0.5 * ((puts - every_put.mean()) / every_put.std() > 2)
    last = (calls < 0.05) & (puts < 0.05) & (dollars < 50_000) & (spread > 0.5)
    last &= worst - 100 - 400 >= 0
    calls, puts, volume, days, worst = (
        each[last] for each in (calls, puts, volume, days, worst))
    if worst.size:
        profit = (worst / worst.max()) ** 0.8
        bonus = min(0.2, np.log10(101) / 4)
        liquidity = np.where(
            volume < 5, 0.5 * volume / 5,
            np.minimum(1, np.minimum(1, np.log10(volume + 1) / 3) + bonus))
        price = np.exp(-10 * (0.4 * calls + 0.4 * puts + 0.2 * stock))
        when = np.where(days < 15, 0.5 * days / 15, np.where(
            days > 50, np.maximum(0.3, 1 - (days - 50) / 30), np.exp(-((days - 30) ** 2) / 200)))
        np.argsort(-(0.5 * profit + 0.25 * liquidity + 0.15 * price + 0.1 * when))
    return count, int(worst.size)


def synthetic(expiries):
    count, scores = 0, []
    for rows in expiries:
        _, strike, pairs, _, good, credit, debit, call_spread, put_spread = common(rows, 1.20)
        count += int(pairs.sum())
        worst = strike[None, :] - debit
        best = strike[:, None] - debit
        with np.errstate(divide="ignore", invalid="ignore"):
            ratio = best / -worst
        width = (call_spread[:, None] + put_spread[None, :]) / 20_000
        narrow = np.maximum(0, 1 - width / 20)
        volume = rows[:, 4][:, None] + rows[:, 7][None, :]
        liquidity = 0.6 * np.minimum(1, volume / 1000) + 0.4 * narrow
        good = good & (worst < 0) & (credit >= 0) & (debit <= 1_200_000)
        good &= (liquidity >= 0.3) & (ratio >= 1.5)
        days = rows[0, 0]
        when = days / 30 if days <= 30 else max(0.1, 1 - (days - 30) / 60)
        part = 0.7 * narrow + 0.3 * np.clip(credit / (0.1 * STOCK_ASK), 0, 1)
        score = 0.4 * np.minimum(5, ratio) + 0.25 * liquidity + 0.2 * when + 0.15 * part
        scores.append(score[good])
    scores = np.concatenate(scores)
    np.argsort(-scores)
    return count, int(scores.size)


def main():
    expiries, expected = read()
    for name, look in (("SFR", sfr), ("SYNTHETIC", synthetic)):
        if look(expiries) != expected[name]:
            sys.exit("%s: numpy finds %s, Legwork %s" % (name, look(expiries), expected[name]))
        times = []
        for _ in range(PASSES):
            start = time.perf_counter()
            look(expiries)
            times.append(time.perf_counter() - start)
        print("| numpy, %s: %d pairs, %d found | %.0f | |" % (
            name, *expected[name], sorted(times)[PASSES // 2] * 1e6))


if __name__ == "__main__":
    main()
