#!/bin/bash
# A Slurm of one machine for tests: Debian's slurm-wlm and munge, without systemd or a database. As root.
# usage: up.sh DIR PORT PORT; then export SLURM_CONF=DIR/slurm.conf. down.sh DIR ends it.
set -eu
usage='usage: up.sh DIR PORT PORT'
base=${1:?$usage}
host=$(hostname -s)
mkdir -p "$base"/{state,spool,log,run}
chmod 755 "$base" "$base/run"
chown munge:munge "$base/run"
# A requeued job starts again when its old credential has expired: after two minutes, were it not said otherwise.
# Four cores, whatever the machine has: the workers of a test are to run side by side.
cat >"$base/slurm.conf" <<CONF
ClusterName=local
SlurmctldHost=$host(127.0.0.1)
SlurmUser=root
SlurmdUser=root
AuthType=auth/munge
AuthInfo=socket=$base/run/munge.socket,cred_expire=5
SlurmctldPort=${2:?$usage}
SlurmdPort=${3:?$usage}
StateSaveLocation=$base/state
SlurmdSpoolDir=$base/spool
SlurmctldPidFile=$base/run/slurmctld.pid
SlurmdPidFile=$base/run/slurmd.pid
SlurmctldLogFile=$base/log/slurmctld.log
SlurmdLogFile=$base/log/slurmd.log
SlurmdParameters=config_overrides
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
MpiDefault=none
SwitchType=switch/none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
ReturnToService=2
AccountingStorageType=accounting_storage/none
JobAcctGatherType=jobacct_gather/none
KillWait=5
MinJobAge=300
SchedulerParameters=sched_interval=1
NodeName=$host NodeAddr=127.0.0.1 CPUs=4 RealMemory=1000 State=UNKNOWN
PartitionName=debug Nodes=$host Default=YES MaxTime=INFINITE State=UP
CONF
export SLURM_CONF=$base/slurm.conf
# A key of its own: an installation's may be readable to nobody here.
head -c 1024 /dev/urandom >"$base/run/munge.key"
chown munge:munge "$base/run/munge.key"
chmod 400 "$base/run/munge.key"
# The shell that starts a daemon becomes it: its number is the daemon's.
start() {
  nohup "${@:2}" >"$base/log/$1.out" 2>&1 &
  echo $! >"$base/run/$1.started"
}
# usage: until_ready DAEMON COMMAND...
until_ready() {
  for _ in $(seq 1200); do
    "${@:2}" >/dev/null 2>&1 && return
    kill -0 "$(cat "$base/run/$1.started")" 2>/dev/null || break
    sleep 0.1
  done
  echo "$1 has ended, or is not ready after two minutes: ${*:2}" >&2
  tail -n 5 "$base"/log/* >&2
  return 1
}
start munged setpriv --reuid=munge --regid=munge --clear-groups munged --foreground --key-file="$base/run/munge.key" \
  --socket="$base/run/munge.socket" --pid-file="$base/run/munged.pid" --log-file="$base/run/munged.log" \
  --seed-file="$base/run/munged.seed"
until_ready munged test -S "$base/run/munge.socket"
start slurmctld slurmctld -D -f "$SLURM_CONF"
until_ready slurmctld scontrol ping
start slurmd slurmd -D -f "$SLURM_CONF"
until_ready slurmd sh -c 'sinfo -h -o %T | grep -q idle'
