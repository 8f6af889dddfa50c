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

# What the framework says of left and right, said of start and end, for words that run from the right.
sed -E -i \
  -e 's/(margin|padding|border)-left/\1-inline-start/g' \
  -e 's/(margin|padding|border)-right/\1-inline-end/g' \
  -e 's/(text-align|justify-content):left/\1:start/g' \
  -e 's/(text-align|justify-content):right/\1:end/g' \
  -e 's/float:left/float:inline-start/g' \
  -e 's/float:right/float:inline-end/g' \
  -e 's/([{;])left:/\1inset-inline-start:/g' \
  -e 's/([{;])right:/\1inset-inline-end:/g' \
  "$here/../src/holdfast/web/static/app.css"
