"""Working days and hours of a desk, for the moments at which the demo's people act."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from app.calendars.rules import WorkingCalendar, add_working_days, on_or_after, on_or_before


@dataclass(slots=True)
class DeskDays:
    """The days of a desk before the day of the demo; nothing is done on that day itself, since its hour is unknown."""

    calendar: WorkingCalendar
    zone: str
    today: date
    _day: date = date.min
    _minute: int = 0

    def ago(self, working_days: int) -> date:
        """The working day so many before today; 1 is the last that is over."""
        return add_working_days(self.calendar, self.today, -working_days)

    def after(self, day: date, working_days: int) -> date:
        """So many working days after a day, at the latest the last one before today."""
        return min(self.freely_after(day, working_days), self.ago(1))

    def freely_after(self, day: date, working_days: int) -> date:
        """So many working days after a day, be it in the future."""
        return add_working_days(self.calendar, day, working_days)

    def worked(self, day: date) -> date:
        """The day itself if it is worked, else the next."""
        return on_or_after(self.calendar, day)

    def worked_before(self, day: date) -> date:
        """The day itself if it is worked, else the last before it."""
        return on_or_before(self.calendar, day)

    def at(self, day: date, hour: int) -> datetime:
        """That hour of the day."""
        return datetime.combine(day, time(hour), ZoneInfo(self.zone)).astimezone(UTC)

    def moment(self, day: date, hour: int = 9) -> datetime:
        """An instant on that day; asked again for the same day, a later one."""
        self._minute = self._minute + 7 if day == self._day else day.toordinal() * 13 % 150
        self._day = day
        local = datetime.combine(day, time(hour), ZoneInfo(self.zone)) + timedelta(minutes=self._minute)
        return local.astimezone(UTC)
