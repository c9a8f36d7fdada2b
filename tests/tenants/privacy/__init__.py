"""Personal data: durations, purges, erasing and handing over one person."""
