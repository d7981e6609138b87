// The editor of an exercise or a code cell: CodeMirror for Python, in the colors of the book. `make editor` bundles it.
import { closeBrackets, closeBracketsKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, indentLess, indentMore } from "@codemirror/commands";
import { python } from "@codemirror/lang-python";
import { bracketMatching, HighlightStyle, indentOnInput, indentUnit, syntaxHighlighting } from "@codemirror/language";
import { EditorSelection, EditorState } from "@codemirror/state";
import { drawSelection, EditorView, highlightSpecialChars, keymap, lineNumbers } from "@codemirror/view";
import { tags } from "@lezer/highlight";

const colors = HighlightStyle.define([
  { tag: [tags.keyword, tags.operatorKeyword, tags.bool, tags.null, tags.self], class: "ed-keyword" },
  { tag: [tags.string, tags.special(tags.string), tags.docString], class: "ed-string" },
  { tag: tags.number, class: "ed-number" },
  { tag: [tags.function(tags.definition(tags.variableName)), tags.definition(tags.className)], class: "ed-name" },
  { tag: tags.comment, class: "ed-comment" },
]);

const tab = ({ state, dispatch }) =>
  state.selection.ranges.some((range) => !range.empty) ? indentMore({ state, dispatch }) : toNextStop({ state, dispatch });

// Spaces up to the next multiple of four.
function toNextStop({ state, dispatch }) {
  dispatch(state.update(state.changeByRange((range) => {
    const column = range.head - state.doc.lineAt(range.head).from, spaces = " ".repeat(4 - (column % 4));
    return { changes: { from: range.head, insert: spaces }, range: EditorSelection.cursor(range.head + spaces.length) };
  }), { scrollIntoView: true, userEvent: "input" }));
  return true;
}

// `changed(text)` follows every change, `submit()` Ctrl-Enter and Shift-Enter.
export function open({ parent, text, label, described, changed, submit }) {
  const view = new EditorView({
    parent,
    state: EditorState.create({
      doc: text,
      extensions: [
        keymap.of([
          { key: "Mod-Enter", run: () => (submit(), true) },
          { key: "Shift-Enter", run: () => (submit(), true) },
          { key: "Tab", run: tab, shift: indentLess },
        ]),
        keymap.of([...closeBracketsKeymap, ...defaultKeymap, ...historyKeymap]),
        lineNumbers(), highlightSpecialChars(), history(), drawSelection(), indentOnInput(), bracketMatching(), closeBrackets(),
        indentUnit.of("    "), EditorState.tabSize.of(4), python(), syntaxHighlighting(colors),
        EditorView.contentAttributes.of({ "aria-label": label, "aria-describedby": described, spellcheck: "false", autocapitalize: "off", autocorrect: "off" }),
        EditorView.updateListener.of((update) => {
          if (!update.docChanged) return;
          view.setTabFocusMode(false);
          changed(update.state.doc.toString());
        }),
        // Tab passes through until the reader has typed or clicked; Escape lets it pass again.
        EditorView.domEventHandlers({
          mousedown: (_, view) => view.setTabFocusMode(false),
          focusout: (_, view) => view.setTabFocusMode(true),
        }),
      ],
    }),
  });
  view.setTabFocusMode(true);
  return {
    text: () => view.state.doc.toString(),
    // As one change, so that undo brings back what was there.
    replace(text) {
      if (text !== view.state.doc.toString()) view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } });
    },
    // To the dots of a stub, which the first key replaces; else to the end of the text.
    focus() {
      const dots = view.state.doc.toString().match(/^([ \t]+)\.\.\.[ \t]*$/m);
      const at = dots ? dots.index + dots[1].length : view.state.doc.length;
      view.dispatch({ selection: dots ? { anchor: at, head: at + 3 } : { anchor: at } });
      view.focus();
    },
    hasFocus: () => view.hasFocus,
    close: () => view.destroy(),
  };
}
