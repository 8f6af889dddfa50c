# Read by ./start and ./test: one environment for both, made once and again when a lock changes.
environment=$here/.venv

stop_with() {  # what happened, what to do next
    printf '%s\nNothing was changed. %s\n' "$1" "$2" >&2
    exit 1
}

find_python() {
    for candidate in python3 python3.14 python3.13 python3.12 python3.11; do
        if command -v "$candidate" >/dev/null 2>&1 &&
            "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            echo "$candidate"
            return
        fi
    done
    stop_with 'No Python 3.11 or newer was found on this machine.' \
        'Install Python from python.org or your system, then try again.'
}

make_environment() {  # path of a lock file
    stamp=$environment/installed-$(basename "$1")
    if [ -f "$stamp" ] && cmp -s "$1" "$stamp"; then
        return
    fi
    # What the tests pin holds all that running needs, and at the same versions.
    wider=$environment/installed-requirements-test.lock
    if [ "$(basename "$1")" = requirements.lock ] && [ -f "$wider" ] &&
        cmp -s "$here/requirements-test.lock" "$wider"; then
        return
    fi
    python=$(find_python)
    echo 'Getting ready. This happens once and takes under a minute.' >&2
    if ! "$python" -m venv "$environment" >"$here/.venv-report" 2>&1; then
        rm -rf "$environment" "$here/.venv-report"
        stop_with 'Python could not make an environment of its own.' \
            'On Debian or Ubuntu: apt install python3-venv. Then try again.'
    fi
    rm -f "$here/.venv-report"
    if ! "$environment/bin/python" -m pip install -qq --disable-pip-version-check \
        --require-hashes --no-deps --requirement "$1" >&2; then
        stop_with 'Some parts could not be fetched.' \
            'Check that this machine is online (only this first time), then try again.'
    fi
    cp "$1" "$stamp"
}
