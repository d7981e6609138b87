"""The four questions a reader asks: `check`, `hint`, `solution`, `progress`."""

from dlmath.exercises import catalogue, record
from dlmath.exercises.deadline import Stopped, run_within
from dlmath.exercises.declarations import Number
from dlmath.exercises.judging import judge, not_started
from dlmath.exercises.running import refuse_inside_an_answer
from dlmath.exercises.showing import kind, show
from dlmath.exercises.verdicts import Verdict

_NOTHING = object()


def check(answer_or_name, answer=_NOTHING):
    """Say whether an answer is right, and if not, what is wrong with it.

    An answer that does not end is stopped after five seconds. Only a single call of compiled code that never ends, such
    as ``sum(itertools.count())``, cannot be stopped by anything but a restart of the kernel, which loses neither the
    notebook nor the progress; before such a call this is printed.

    Parameters
    ----------
    answer_or_name : function or str
        The function, which is recognized by its name, or the name of an exercise.
    answer : function or number, optional
        The answer, where the name is given.

    Returns
    -------
    Verdict
        It shows itself: as text in a terminal, as HTML in a notebook. Its ``status`` is one of 'not started',
        'error', 'too slow', 'wrong', 'correct' and 'unknown'.

    Examples
    --------
    >>> check("gradient_decent", None).status
    'unknown'
    """
    refuse_inside_an_answer("check")
    name = answer_or_name if type(answer_or_name) is str else _name_of(answer_or_name)
    exercise = catalogue.find(name) if name else None
    if exercise is None:
        return _unknown(answer_or_name, name)
    if type(answer_or_name) is not str:
        answer = answer_or_name
    if answer is _NOTHING:
        if isinstance(exercise, Number):
            return not_started(exercise)
        text = f"check needs the function itself: check({name}), without quotation marks."
        return Verdict("wrong", name, [("what happened", text, "text")])
    verdict = judge(exercise, answer)
    return verdict if verdict.status == "not started" else _recorded(exercise, verdict)


def _name_of(answer):
    """The answer's name, or '' if it has none or does not tell it at once."""
    try:
        name = run_within(1.0, lambda: answer.__name__)
    except Stopped:
        raise
    except BaseException:
        return ""
    return name if type(name) is str else ""


def _unknown(answer, name):
    if not name or name == "<lambda>":
        what = "a lambda, which has no name" if name else f"{kind(answer)}, which has no name"
        text = (
            f"check got {what}, so it cannot know the exercise. Write def NAME(…):, or name it: check('NAME', answer)."
        )
    else:
        near = catalogue.nearest(name)
        text = f"There is no exercise called {name}."
        text += f" Did you mean {' or '.join(near)}?" if near else " progress() lists the lessons that have exercises."
    return Verdict("unknown", name if name and name != "<lambda>" else "this answer", [("what happened", text, "text")])


def _recorded(exercise, verdict):
    """Save the attempt, and add the rows that depend on what was saved before."""
    solved, path = verdict.status == "correct", record.location()
    trouble = record.update(path, exercise.name, attempts=1, solved=solved)
    rows = list(verdict.rows)
    if not solved:
        read = record.load(path)[0].get(exercise.name, record.EMPTY)["hints"]
        rows.append(("next", _hints_left(exercise, read), "text"))
    if trouble:
        rows.append(("progress", trouble, "text"))
    return Verdict(verdict.status, verdict.name, rows)


def _hints_left(exercise, read):
    total = len(exercise.hints)
    if read >= total:
        return f'hint("{exercise.name}") shows its {total} hints again; solution("{exercise.name}") shows a solution'
    return f'hint("{exercise.name}") has {total} hints, {f"{read} read" if read else "none read yet"}'


def hint(name):
    """Show the next hint of an exercise, below those already read.

    Parameters
    ----------
    name : str or function
        The exercise's name, or the function.

    Examples
    --------
    >>> hint("no_such_exercise").status
    'unknown'
    """
    refuse_inside_an_answer("hint")
    exercise, missing = _find(name)
    if missing:
        return missing
    path = record.location()
    saved, trouble = record.load(path)
    read = min(saved.get(exercise.name, record.EMPTY)["hints"] + 1, len(exercise.hints))
    trouble = record.update(path, exercise.name, hints=read) or trouble
    total = len(exercise.hints)
    rows = [(f"{i} of {total}", text, "text") for i, text in enumerate(exercise.hints[:read], 1)]
    if read == total:
        rows.append(("next", f'That was the last one. solution("{exercise.name}") shows a solution.', "text"))
    return Verdict("hint", exercise.name, rows + ([("progress", trouble, "text")] if trouble else []))


def solution(name):
    """Show a commented solution of an exercise.

    Parameters
    ----------
    name : str or function
        The exercise's name, or the function.

    Examples
    --------
    >>> solution("no_such_exercise").status
    'unknown'
    """
    refuse_inside_an_answer("solution")
    exercise, missing = _find(name)
    if missing:
        return missing
    rows = [("source", exercise.solution, "code")]
    if isinstance(exercise, Number):
        rows.append(("answer", show(exercise.answer, 6), "code"))
    return Verdict("solution", exercise.name, rows)


def _find(name):
    text = name if type(name) is str else _name_of(name)
    exercise = catalogue.find(text) if text else None
    return exercise, None if exercise else _unknown(name, text)


def progress():
    """Show how many exercises of each lesson are solved, and which comes next.

    Examples
    --------
    >>> progress().status
    'progress'
    """
    refuse_inside_an_answer("progress")
    saved, trouble = record.load(record.location())
    rows, following, done, total = [], None, 0, 0
    for lesson in catalogue.lessons_in_order():
        exercises = lesson.exercises()
        solved = [e for e in exercises if saved.get(e.name, record.EMPTY)["solved"]]
        rows.append((f"{lesson.subject} · {lesson.name}".replace("_", " "), (len(solved), len(exercises)), "bar"))
        done, total = done + len(solved), total + len(exercises)
        if following is None and len(solved) < len(exercises):
            following = next(e for e in exercises if e not in solved), rows[-1][0]
    if following is not None:
        rows.append(("next", f"`{following[0].name}`, in {following[1]}", "text"))
    elif total:
        rows.append(("next", "Every exercise is solved.", "text"))
    if trouble:
        rows.append(("progress", trouble, "text"))
    return Verdict("progress", "progress", rows, f"{done} of {total} exercises solved")
