"""The calendar page: days, weeks, months and a list of what is to come, all from the same days."""
