"""Production settings, and one view that does nothing: the yardstick of the benchmarks."""

import os

from config.settings import *

ROOT_URLCONF = "bench.urls"
STATIC_ROOT = os.environ["BENCH_STATIC_ROOT"]
