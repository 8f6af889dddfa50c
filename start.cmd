@echo off
rem The same steps as ./start, for Windows. Written to the same steps; not tried on Windows yet.
rem   start.cmd            start.cmd demo            start.cmd verify PACK
setlocal
set "here=%~dp0"
set "environment=%here%.venv"
set "lock=%here%requirements.lock"
set "stamp=%environment%\installed-requirements.lock"
fc /b "%lock%" "%stamp%" >nul 2>&1
if not errorlevel 1 goto run
echo Getting ready. This happens once and takes under a minute. 1>&2
set "python=py -3"
%python% -c "import sys; sys.exit(sys.version_info < (3, 11))" >nul 2>&1
if errorlevel 1 set "python=python"
%python% -c "import sys; sys.exit(sys.version_info < (3, 11))" >nul 2>&1
if errorlevel 1 (
    echo No Python 3.11 or newer was found on this machine. 1>&2
    echo Nothing was changed. Install Python from python.org, then try again. 1>&2
    exit /b 1
)
%python% -m venv "%environment%"
if errorlevel 1 (
    echo Python could not make an environment of its own. Nothing was changed. 1>&2
    exit /b 1
)
"%environment%\Scripts\python.exe" -m pip install -qq --disable-pip-version-check --require-hashes --no-deps --requirement "%lock%"
if errorlevel 1 (
    echo Some parts could not be fetched. Nothing was changed. 1>&2
    echo Check that this machine is online ^(only this first time^), then try again. 1>&2
    exit /b 1
)
copy /y "%lock%" "%stamp%" >nul
:run
set "PYTHONPATH=%here%src"
if "%~1"=="" (
    "%environment%\Scripts\python.exe" -m holdfast open
) else (
    "%environment%\Scripts\python.exe" -m holdfast %*
)
