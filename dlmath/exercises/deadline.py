"""A time limit that an endless Python loop cannot outlive.

>>> run_within(5.0, lambda: 6 * 7)
42
>>> def forever():
...     while True:
...         pass
>>> try:
...     run_within(0.05, forever)
... except TooSlow:
...     print("stopped")
stopped

In a kernel or a terminal a timer thread interrupts the main thread, again and again until the call is left; a real
signal ends waiting too. Where there are no threads (the browser), or away from the main thread, every executed line
looks at the clock. In both cases a loop around ``except:`` that swallows the interruption is stopped at a line where
nothing catches it. One call of compiled code, such as ``sum(itertools.count())``, cannot be interrupted at all: where
other threads run meanwhile, ``stuck`` tells so, and where none does, `judging` has said it before the call.
"""

import _thread
import contextlib
import dis
import signal
import sys
import threading
from time import monotonic

PATIENCE = 3.0  # how long after the limit a call that has not been left counts as stuck
ON_RETURN = []  # called whenever a call has come back; a page of the book, which ends a Python that is stuck, adds one

# Bound here, so that an answer that replaces them does not disarm the limit.
_set_handler, _handler = signal.signal, signal.getsignal


class TooSlow(BaseException):
    """Raised inside a call that has passed its time limit."""


class Stopped(KeyboardInterrupt):
    """Raised inside a call when the reader stops it by hand."""


def run_within(seconds, call, stuck=lambda: None):
    """Return ``call()``, or raise `TooSlow` when it is still running after ``seconds``.

    No interruption is ever raised after this function has been left. Where threads can tell, ``stuck()`` is called
    once from another one if the call goes on long after that. If the reader presses Stop, `Stopped` is raised.
    """
    deadline = monotonic() + seconds
    try:
        return _by_timer(deadline, call, stuck) if _has_timer() else _by_tracing(deadline, call)
    finally:
        for tell in ON_RETURN:
            tell()
        if monotonic() > deadline:
            raise TooSlow from None


def _has_timer():
    return sys.platform != "emscripten" and _in_main_thread()


def _in_main_thread():
    return threading.current_thread() is threading.main_thread()


def _by_timer(deadline, call, stuck):
    finished = threading.Event()
    lines = _Lines(deadline)
    fired = []

    def interrupt_until_finished():
        told = False
        while not finished.wait(max(deadline - monotonic(), 0.01)):
            fired.append(True)
            _interrupt(on_interrupt)
            if not told and monotonic() > deadline + PATIENCE:
                told = True
                stuck()

    def on_interrupt(signum, frame):
        if not fired:
            _stop_by_hand(previous, signum, frame)
        elif not finished.is_set() and _inside_call(frame):
            if len(fired) > 1:
                lines.watch(frame)
            raise TooSlow

    previous = _set_handler(signal.SIGINT, on_interrupt)
    timer = threading.Thread(target=interrupt_until_finished, daemon=True)
    timer.start()
    try:
        return _guarded(call)
    finally:
        finished.set()
        timer.join()
        lines.stop()
        _set_handler(signal.SIGINT, previous)


def _interrupt(handler):
    """Let the main thread run its handler of interruptions: by a real signal, which ends a wait, if that is safe."""
    if hasattr(signal, "pthread_kill") and _handler(signal.SIGINT) is handler:
        signal.pthread_kill(threading.main_thread().ident, signal.SIGINT)
    else:
        _thread.interrupt_main()


def _stop_by_hand(previous, signum, frame):
    """What ``previous``, the handler of interruptions, does, but with `Stopped` for `KeyboardInterrupt`."""
    if callable(previous):
        try:
            previous(signum, frame)
        except KeyboardInterrupt:
            raise Stopped from None


@contextlib.contextmanager
def _stoppable_by_hand():
    previous = _handler(signal.SIGINT)
    _set_handler(signal.SIGINT, lambda signum, frame: _stop_by_hand(previous, signum, frame))
    try:
        yield
    finally:
        _set_handler(signal.SIGINT, previous)


def _by_tracing(deadline, call):
    lines = _Lines(deadline)
    with _stoppable_by_hand() if _in_main_thread() else contextlib.nullcontext():
        lines.watch(None)
        try:
            return _guarded(call)
        finally:
            lines.stop()


def _guarded(call):
    return call()


def _inside_call(frame):
    """Whether ``frame`` was called, however indirectly, by ``_guarded``: only there may `TooSlow` be raised."""
    while frame is not None:
        frame = frame.f_back
        if frame is not None and frame.f_code is _guarded.__code__:
            return True
    return False


def _at_a_handler(frame):
    """Whether ``frame`` is just entering or leaving an ``except``: interrupted there, Python loses count of them."""
    next_two = frame.f_code.co_code[frame.f_lasti : frame.f_lasti + 4 : 2]
    return dis.opmap["PUSH_EXC_INFO"] in next_two or dis.opmap["POP_EXCEPT"] in next_two


class _LinesByMonitoring:
    """Raises `TooSlow` at every line that is executed after the deadline (Python 3.12 and later)."""

    def __init__(self, deadline):
        self.deadline = deadline
        self.tool = None

    def watch(self, frame):
        if self.tool is not None:
            return
        monitoring = sys.monitoring
        self.tool = next(tool for tool in range(5, -1, -1) if monitoring.get_tool(tool) is None)
        monitoring.use_tool_id(self.tool, "dlmath time limit")
        monitoring.register_callback(self.tool, monitoring.events.LINE, self.at_line)
        monitoring.register_callback(self.tool, monitoring.events.JUMP, self.at_line)
        monitoring.set_events(self.tool, monitoring.events.LINE | monitoring.events.JUMP)

    def at_line(self, code, *where):
        frame = sys._getframe(1)
        if monotonic() > self.deadline and _inside_call(frame) and not _at_a_handler(frame):
            raise TooSlow

    def stop(self):
        if self.tool is not None:
            sys.monitoring.set_events(self.tool, 0)
            sys.monitoring.free_tool_id(self.tool)
            self.tool = None


class _LinesByTrace:
    """Raises `TooSlow` at the first instruction after the deadline where nothing would catch it (Python 3.11).

    Python drops a trace function that raises; a profile function sets it again at the next call or return.
    After a grace period `TooSlow` is raised at any instruction.
    """

    GRACE = 0.2

    def __init__(self, deadline):
        self.deadline = deadline
        self.watching = False

    def watch(self, frame):
        if not self.watching:
            self.previous = sys.gettrace(), sys.getprofile()
        self.watching = True
        while frame is not None and frame.f_code is not _guarded.__code__:
            frame.f_trace, frame.f_trace_opcodes = self.at_line, True
            frame = frame.f_back
        sys.settrace(self.at_line)
        sys.setprofile(self.at_call)

    def at_call(self, frame, event, argument):
        if sys.gettrace() is None and _inside_call(frame):
            self.watch(frame)

    def at_line(self, frame, event, argument):
        frame.f_trace_opcodes = True  # "while True: pass" has no second line event
        late = monotonic() - self.deadline if event in ("line", "opcode") else 0
        if late <= 0 or _at_a_handler(frame) or not _inside_call(frame):
            return self.at_line
        if late > self.GRACE or not _caught(frame):
            raise TooSlow
        return self.at_line

    def stop(self):
        if self.watching:
            sys.settrace(self.previous[0])
            sys.setprofile(self.previous[1])


def _caught(frame):
    """Whether an exception raised in ``frame`` would meet an ``except`` or ``finally`` before it leaves the call."""
    while frame.f_code is not _guarded.__code__:
        table = dis._parse_exception_table(frame.f_code)
        if any(entry.start <= frame.f_lasti < entry.end for entry in table):
            return True
        frame = frame.f_back
    return False


_Lines = _LinesByMonitoring if hasattr(sys, "monitoring") else _LinesByTrace
