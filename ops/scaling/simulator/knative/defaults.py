"""Lists Knative's default autoscaling settings."""

# Knative 1.23's defaults, of the keys that the simulator knows.
DEFAULTS = {
    "container-concurrency-target-percentage": "70",
    "container-concurrency-target-default": "100",
    "target-burst-capacity": "211",
    "stable-window": "60s",
    "panic-window-percentage": "10",
    "panic-threshold-percentage": "200",
    "max-scale-up-rate": "1000",
    "max-scale-down-rate": "2",
    "scale-down-delay": "0s",
    "activator-capacity": "100",
    "enable-scale-to-zero": "true",
    "scale-to-zero-grace-period": "30s",
    "scale-to-zero-pod-retention-period": "0s",
    "initial-scale": "1",
    "allow-zero-initial-scale": "false",
    "min-scale": "0",
    "max-scale": "0",
}
