"""Stands in for anywidget on a page, so that the widgets of the book need neither ipywidgets nor IPython there."""

import json
import uuid

import traitlets

ALL = {}  # the widgets that were shown, by their id
tell = print  # replaced by what carries a change from Python to the page


class AnyWidget(traitlets.HasTraits):
    """A widget whose synced traits are shown on the page, and changed there."""

    _esm, _css = "", ""

    def __init__(self, **values):
        self.model_id, self._heard = uuid.uuid4().hex, False
        super().__init__(**values)

    def get_state(self):
        return {name: getattr(self, name) for name in self.traits(sync=True)} | {"_esm": self._esm, "_css": self._css}

    def _page_widget(self):
        """What the page needs to bring this widget to life."""
        if self.model_id not in ALL:
            ALL[self.model_id] = self
            self.observe(self._changed, list(self.traits(sync=True)))
        state = json.loads(json.dumps(self.get_state()))
        return {"text/plain": repr(self), "widget": {"id": self.model_id, "state": state}}

    def _changed(self, change):
        if not self._heard:
            tell({"id": self.model_id, "key": change["name"], "value": json.loads(json.dumps(change["new"]))})


def hear(model_id, key, value):
    """Take over what a hand has changed on the page."""
    widget = ALL.get(model_id)
    if widget is not None and widget.has_trait(key):
        widget._heard = True
        try:
            setattr(widget, key, tuple(value) if isinstance(value, list) else value)
        finally:
            widget._heard = False
