/** The staff and client pages' only script. Every page works without it. */
import "htmx.org";
import "./requests.ts";
import "./toast.ts";
import "./menu.ts";
import "./dialog.ts";
import "./keyboard.ts";
import "./command-palette.ts";
import "./combo-box.ts";
import "./draft-form.ts";
import "./kept-form.ts";
import "./follow-fields.ts";
import "./live-page.ts";
import "./theme-switch.ts";
import "./copy-button.ts";
import "./pass-key.ts";
import "./price-grid.ts";
import "./drop-files.ts";
