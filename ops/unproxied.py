"""HTTP without a proxy, which must not be used for this machine or for a cluster's inside."""

import urllib.request

unproxied = urllib.request.build_opener(urllib.request.ProxyHandler({}))
