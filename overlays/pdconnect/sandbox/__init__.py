"""An embedded stand-in for the Connect service: stateful, on loopback, checked against the spec."""

from pdconnect.sandbox import _extra  # first: it tells what is missing
from pdconnect.sandbox._ledger import Entry
from pdconnect.sandbox._posting import Delivery
from pdconnect.sandbox._registry import Outcome
from pdconnect.sandbox._sandbox import Sandbox
from pdconnect.sandbox._service import SpecMismatch
from pdconnect.sandbox._serving import Served

del _extra

__all__ = ["Delivery", "Entry", "Outcome", "Sandbox", "Served", "SpecMismatch"]
