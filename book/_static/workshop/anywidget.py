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
        """What the page is told: the synced traits as JSON, and the sources."""
        return {name: self._as_json(name) for name in self.traits(sync=True)} | {"_esm": self._esm, "_css": self._css}

    def _as_json(self, name):
        to_json = self.trait_metadata(name, "to_json") or (lambda value, widget: value)
        return json.loads(json.dumps(to_json(getattr(self, name), self)))

    def _page_widget(self):
        """What the page needs to bring this widget to life."""
        if self.model_id not in ALL:
            ALL[self.model_id] = self
            self.observe(self._changed, list(self.traits(sync=True)))
        return {"text/plain": repr(self), "widget": {"id": self.model_id, "state": self.get_state()}}

    def _changed(self, change):
        if not self._heard:
            tell({"id": self.model_id, "key": change["name"], "value": self._as_json(change["name"])})


def hear(model_id, key, value):
    """Take over what a hand has changed on the page."""
    widget = ALL.get(model_id)
    if widget is None or key not in widget.traits(sync=True):
        return
    from_json = widget.trait_metadata(key, "from_json") or (lambda value, widget: value)
    widget._heard = True
    try:
        setattr(widget, key, from_json(value, widget))
    finally:
        widget._heard = False
