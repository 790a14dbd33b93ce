# Creates the repository if it does not exist, and serves it. By default the daemon accepts no pushes.
set -eu
git init --quiet --bare --initial-branch main /repositories/shop.git
cd /repositories/shop.git
# Lets Argo CD fetch the commits of later layers, even if the branch has moved on.
git config uploadpack.allowAnySHA1InWant true
git config gc.auto 0
# Lets shallow clones be deployed too.
git config receive.shallowUpdate true
exec git daemon --base-path=/repositories --export-all --max-connections=16 --init-timeout=10 --timeout=60 /repositories
