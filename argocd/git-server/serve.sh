# Makes the repository where there is none yet, and serves it. The daemon takes no pushes unless it is told to.
set -eu
git init --quiet --bare --initial-branch main /repositories/shop.git
cd /repositories/shop.git
# Argo CD asks for the commits of layers that are still to come, whatever the branch names by then.
git config uploadpack.allowAnySHA1InWant true
git config gc.auto 0
# A working copy that was cloned without its history can be deployed, too.
git config receive.shallowUpdate true
exec git daemon --base-path=/repositories --export-all --max-connections=16 --init-timeout=10 --timeout=60 /repositories
