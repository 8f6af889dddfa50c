// Every page loads this. Without it every page still works.
import { watchLeaving } from "./leave.js";
import { watchLock } from "./lock.js";
import { watchCopying } from "./copy.js";
import { watchDrafts } from "./drafts.js";
import { watchFiles } from "./files.js";
import { watchForms } from "./forms.js";
import { watchProgress } from "./progress.js";

document.documentElement.classList.add("has-scripts");
watchLeaving();
watchLock();
watchDrafts();
watchCopying();
watchFiles();
watchForms();
watchProgress();
