"""Makes HTTP calls without a proxy: to this machine and into clusters."""

import urllib.request

unproxied = urllib.request.build_opener(urllib.request.ProxyHandler({}))
