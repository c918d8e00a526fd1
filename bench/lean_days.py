#!/usr/bin/env python3
"""Counts conversions in days of LEAN minute quotes, from the files and the formulas alone.

Shares no code with Legwork: bench/run lean runs both and compares their lines.
Usage: lean_days.py DATA SYMBOL:YYYYMMDD...
"""
import csv
import datetime
import io
import os
import re
import sys
import zipfile

ENTRY = re.compile(r"\d{8}_.+_minute_quote_american_(call|put)_(\d+)_(\d{8})\.csv")
MINUTE = 60_000


def bars(archive, name):
    """(end of the bar in ms of the day, bid or None, ask or None), prices in 1/10,000 USD."""
    found = []
    with archive.open(name) as raw:
        for row in csv.reader(io.TextIOWrapper(raw, "ascii")):
            bid = int(float(row[4])) if row[4] else 0
            ask = int(float(row[9])) if row[9] else 0
            found.append((int(row[0]) + MINUTE, bid, ask))
    return found


def last_trading_day(text):
    day = datetime.datetime.strptime(text, "%Y%m%d").date()
    return day - datetime.timedelta(days=1) if day.weekday() == 5 else day


def load(data, symbol, day):
    path = os.path.join(data, "%s", "usa", "minute", symbol.lower(), day + "_quote%s.zip")
    series = {}
    with zipfile.ZipFile(path % ("equity", "")) as archive:
        for name in archive.namelist():
            series["stock"] = bars(archive, name)
    with zipfile.ZipFile(path % ("option", "_american")) as archive:
        for name in archive.namelist():
            right, strike, expiry = ENTRY.fullmatch(name).groups()
            series[(right, last_trading_day(expiry), int(strike))] = bars(archive, name)
    return series


class Book:
    """Every side as it was last written, carried forward."""

    def __init__(self, series):
        self.waiting = {key: list(reversed(changes)) for key, changes in series.items()}
        self.sides = {key: (0, 0) for key in series}

    def advance(self, now):
        for key, changes in self.waiting.items():
            while changes and changes[-1][0] <= now:
                _, bid, ask = changes.pop()
                before = self.sides[key]
                self.sides[key] = (bid or before[0], ask or before[1])

    def quote(self, key):
        """Bid and ask, or None where a side is missing or they are crossed."""
        bid, ask = self.sides.get(key, (0, 0))
        return (bid, ask) if 0 < bid <= ask else None


def conversions(book, expiry, strikes, stock):
    """(edge, put strike, call strike) at executable prices, for every call strike >= put strike."""
    calls = {k: book.quote(("call", expiry, k)) for k in strikes}
    puts = {k: book.quote(("put", expiry, k)) for k in strikes}
    for kp in strikes:
        if not puts[kp]:
            continue
        for kc in strikes:
            if kc >= kp and calls[kc]:
                yield kp - (stock[1] - calls[kc][0] + puts[kp][1]), kp, kc


def synthetic(book, expiry, strikes, stock, dte):
    """The balanced score of the pairs of a strike at or below the money and the next two puts."""
    fair = (stock[0] + stock[1]) // 2
    below = [k for k in strikes if k <= fair]
    if not below:
        return
    kc = below[-1]
    call = book.quote(("call", expiry, kc))
    for kp in list(reversed(below))[1:3]:
        put = book.quote(("put", expiry, kp))
        if kp <= fair - 100_000 or not call or not put:
            continue
        credit = call[0] - put[1]
        debit = stock[1] - credit
        worst, best = kp - debit, kc - debit
        ratio = best / -worst if worst < 0 else 0
        width = ((call[1] - call[0]) + (put[1] - put[0])) / 2 / 10_000
        narrow = max(0.0, 1 - width / 20)
        liquidity = 0.4 * narrow
        if worst >= 0 or credit < 0 or ratio < 0:
            continue
        if max(call[1] - call[0], put[1] - put[0]) > 200_000:
            continue
        if not 10_000 <= kc - kp <= 500_000 or not 0.8 <= kp / fair <= 1.1:
            continue
        if not 0.9 <= kc / fair <= 1.2:
            continue
        time = dte / 30 if dte <= 30 else max(0.1, 1 - (dte - 30) / 60)
        quality = 0.7 * narrow + 0.3 * min(1, max(0, credit / (0.1 * stock[1])))
        score = 0.4 * min(5, ratio) + 0.25 * liquidity + 0.2 * time + 0.15 * quality
        good = ratio >= 1.5 and liquidity >= 0.3
        yield -score, expiry, kp, kc, worst, best, good


def clock(now):
    return "%02d:%02d" % (now // 3_600_000, now // MINUTE % 60)


def dollars(price):
    return ("%.4f" % (price / 10_000)).rstrip("0").rstrip(".")


def day_lines(data, symbol, day):
    series = load(data, symbol, day)
    today = datetime.datetime.strptime(day, "%Y%m%d").date()
    chain = {}
    for key in series:
        if key != "stock" and 0 <= (key[1] - today).days <= 45:
            chain.setdefault(key[1], set()).add(key[2])
    chain = {expiry: sorted(strikes) for expiry, strikes in sorted(chain.items())}
    # The last bar begins at the close, and tells of what came after it.
    end = max(each[-1][0] for key, each in series.items() if key != "stock" and each) - MINUTE
    looks = [10 * 60 * MINUTE, 12 * 60 * MINUTE, end - 30 * MINUTE]
    book = Book(series)
    count = {"equal": 0, "all": 0}
    best = {"equal": (0,), "all": (0,)}
    rankings = []
    snapshots = 0
    for now in range((9 * 60 + 31) * MINUTE, end + 1, MINUTE):
        book.advance(now)
        stock = book.quote("stock")
        snapshots += 1
        if not stock:
            continue
        for expiry, strikes in chain.items():
            for edge, kp, kc in conversions(book, expiry, strikes, stock):
                if edge <= 0:
                    continue
                for kind in ["all"] + (["equal"] if kp == kc else []):
                    count[kind] += 1
                    if edge > best[kind][0]:
                        best[kind] = (edge, clock(now), expiry, kp, kc)
        if now in looks:
            ranked = []
            for expiry, strikes in chain.items():
                dte = (expiry - today).days
                if 19 <= dte <= 45:
                    ranked += synthetic(book, expiry, strikes, stock, dte)
            rankings.append((now, sorted(ranked)))
    yield "%s %s snapshots %d" % (symbol, today, snapshots)
    for kind in ("equal", "all"):
        line = "%s %s sfr %s strikes: %d" % (symbol, today, kind, count[kind])
        if count[kind]:
            edge, at, expiry, kp, kc = best[kind]
            line += ", best %s at %s, %s put %s call %s" % (
                dollars(edge), at, expiry, dollars(kp), dollars(kc))
        yield line
    for now, ranked in rankings:
        yield "%s %s synthetic %s: %d ranked, %d good enough" % (
            symbol, today, clock(now), len(ranked), sum(each[-1] for each in ranked))
        for place, (score, expiry, kp, kc, worst, best_case, _) in enumerate(ranked[:5], 1):
            yield "%s %s synthetic %s %d: %s put %s call %s, worst %s, best %s, score %.4f" % (
                symbol, today, clock(now), place, expiry, dollars(kp), dollars(kc),
                dollars(worst), dollars(best_case), -score)


def main():
    for argument in sys.argv[2:]:
        symbol, day = argument.split(":")
        for line in day_lines(sys.argv[1], symbol, day):
            print(line, flush=True)


if __name__ == "__main__":
    main()
