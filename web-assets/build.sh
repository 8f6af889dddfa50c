#!/bin/sh
# Compiles app.css. Needed only after a change here; users and most contributors never run it.
# Needs node and npm; nothing it installs is committed.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init -y >/dev/null
npm install --no-audit --no-fund --ignore-scripts --silent govuk-frontend@6.3.0 sass@1.108.2
npx sass --no-source-map --style=compressed --quiet-deps --load-path=node_modules "$here/app.scss" \
  "$here/../src/holdfast/web/static/app.css"
