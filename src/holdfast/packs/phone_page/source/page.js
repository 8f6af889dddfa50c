// The page for her own phone.

import { byId } from "./chosen.js";
import { begin } from "./sheet.js";
import words from "./words.json";

begin({
  words,
  focus: "what",
  read: () => ({
    what: byId("what").value, when: byId("when").value.trim(), by: byId("by").value.trim(), how: "phone-page",
  }),
  complaint: (note, files) => (!note.what.trim() && files === 0 ? words.empty : ""),
});
