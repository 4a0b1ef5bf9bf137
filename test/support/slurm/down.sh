#!/bin/bash
# Ends the daemons that up.sh started, and no others. usage: down.sh DIR
base=${1:?usage: down.sh DIR}
for daemon in slurmd slurmctld munged; do
  [ -f "$base/run/$daemon.started" ] && kill "$(cat "$base/run/$daemon.started")" 2>/dev/null
done
exit 0
