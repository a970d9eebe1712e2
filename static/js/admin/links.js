// Links in the editor, with a dialog that knows the site's own articles.
import { Link } from "django-prose-editor/editor";
import { heldPlace } from "broadside/held-place";
import { askForLink } from "broadside/link-dialog";

async function edit(editor, options, name) {
  const back = heldPlace(editor);
  const isLink = editor.isActive(name);
  const needsText = !isLink && editor.state.selection.empty;
  const { href = "" } = editor.getAttributes(name);
  const said = await askForLink({ ...options, href: href ?? "", needsText });
  const place = back();
  const chain = editor.chain().focus().command(({ tr }) => Boolean(tr.setSelection(place)));
  if (!said) chain.run();
  else if (!said.href) chain.extendMarkRange(name).unsetMark(name).run();
  else if (isLink) chain.extendMarkRange(name).updateAttributes(name, { href: said.href }).run();
  else if (!needsText) chain.setMark(name, { href: said.href }).run();
  else chain.insertContent([{ type: "text", text: said.text, marks: [{ type: name, attrs: { href: said.href } }] }]).unsetMark(name).run();
}

export const Links = Link.extend({
  addMenuItems({ menu, buttons }) {
    this.parent?.({ menu, buttons });
    menu.defineItem({
      name: "link",
      groups: "link",
      priority: 110,
      command: (editor) => editor.commands.addLink(),
      button: buttons.material("insert_link", this.options.words.title),
      active: (editor) => editor.isActive("link"),
    });
  },
  addCommands() {
    return {
      ...this.parent?.(),
      addLink: () => ({ editor, dispatch }) => {
        if (dispatch) edit(editor, this.options, this.name);
        return true;
      },
    };
  },
});
