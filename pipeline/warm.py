"""What every worker would load for itself, loaded by importing this: the model, words and rules.

The process that workers are forked from imports it once, and they share it: none waits for it, and
it takes up memory once.
"""

from __future__ import annotations

import gc
from contextlib import suppress

from pipeline.examine import examine
from pipeline.rows import rows_of
from schemas.document import Source

_MINUTES = """Møteprotokoll for formannskapet i Nordli kommune 5. mars 2024
Til stede: Kari Nordmann (Ap)
Sak 1/24 Sykkelsti i Furulia
Prosjektet Trygg skolevei koster 1,5 mill. kroner. Ola Nordmann la fram saken for Nordli idrettslag.
Vedtak: Rådet sier enstemmig ja. Rådmannen følger opp innen 1. mai.
"""

with suppress(Exception):  # whatever it is, each document meets it again, and says so
    rows_of(examine(Source.of("protokoll.txt", _MINUTES.encode())))
gc.collect()
gc.freeze()  # to look it through for garbage would give each worker a copy of its own
