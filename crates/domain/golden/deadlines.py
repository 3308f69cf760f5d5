"""Made deadlines.txt once: deadlines by the package `chinesecalendar` (PyPI, 1.11.0, covers 2024 to
2026), counted minute by minute and day by day, independently of the calendar in this repository.

A line is: start, limit, deadline. Limits as in the rules: 5wd, 4wh, 15cd, 24h. Office hours as shipped.
"""
import datetime as dt
import random

from chinese_calendar import is_workday

OFFICE = [(dt.time(8, 30), dt.time(12)), (dt.time(13, 30), dt.time(17, 30))]
CLOSE = dt.time(17, 30)
DAY = dt.timedelta(days=1)
MINUTE = dt.timedelta(minutes=1)
LAST = dt.datetime(2026, 12, 31, 23, 59)
TIMES = ["00:10", "08:29", "08:30", "10:00", "11:59", "12:00", "12:45", "13:30", "16:05", "17:29",
         "17:30", "22:00"]
LIMITS = ["1wd", "2wd", "3wd", "5wd", "10wd", "15wd", "30wd", "1wh", "4wh", "7wh", "16wh", "1cd",
          "7cd", "15cd", "90cd", "2h", "24h"]


def open_at(moment):
    return is_workday(moment.date()) and any(a <= moment.time() < b for a, b in OFFICE)


def deadline(start, count, unit):
    if unit == "h":
        return start + dt.timedelta(hours=count)
    if unit == "wh":
        left, at = count * 60, start
        while left:
            left -= open_at(at)
            at += MINUTE
        return at
    day = start.date()
    if unit == "cd":
        day += count * DAY
        while not is_workday(day):
            day += DAY
        return dt.datetime.combine(day, CLOSE)
    while count:
        day += DAY
        count -= is_workday(day)
    return dt.datetime.combine(day, CLOSE)


random.seed(2026)
day = dt.date(2024, 1, 1)
while day < dt.date(2026, 12, 29):
    for _ in range(3):
        start = dt.datetime.combine(day, dt.time.fromisoformat(random.choice(TIMES)))
        limit = random.choice(LIMITS)
        number = int("".join(c for c in limit if c.isdigit()))
        try:
            due = deadline(start, number, limit.lstrip("0123456789"))
        except NotImplementedError:  # beyond the years the package knows
            continue
        if due <= LAST:
            print(start.isoformat("T", "minutes"), limit, due.isoformat("T", "minutes"))
    day += DAY
