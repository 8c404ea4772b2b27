"""How much longer an import says it takes."""

from crm_desktop.ui.importing.remaining import RemainingTime


class Watch:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_nothing_is_said_before_it_means_something():
    watch = Watch()
    remaining = RemainingTime(watch)
    watch.now = 0.5
    assert remaining.seconds(10, 1000) is None


def test_a_steady_pace_gives_the_time_left():
    watch = Watch()
    remaining = RemainingTime(watch)
    for second in range(1, 6):
        watch.now = float(second)
        left = remaining.seconds(100 * second, 1000)
    assert left is not None
    assert round(left) == 5


def test_work_of_unknown_size_promises_nothing():
    watch = Watch()
    remaining = RemainingTime(watch)
    watch.now = 5.0
    assert remaining.seconds(100, 0) is None


def test_a_pace_that_slows_down_is_noticed():
    watch = Watch()
    remaining = RemainingTime(watch)
    for second in range(1, 4):
        watch.now = float(second)
        remaining.seconds(1000 * second, 10_000)
    for second in range(4, 30):
        watch.now = float(second)
        left = remaining.seconds(3000 + 10 * (second - 3), 10_000)
    assert left is not None
    assert left > 500
