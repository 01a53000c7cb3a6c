"""Which network addresses may be spoken to: public ones of the internet, no others.

The judge sees the address that a connection goes to, never a name, so no name
can lead inside: not by pointing there, not by changing between look-up and use,
not through an address of IPv6 that carries one of IPv4.
"""

from collections.abc import Callable
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from typing import TypeAlias

Judge: TypeAlias = Callable[[str], bool]
"""Tells whether an IP address, as text, may be connected to."""

# IANA IPv4 and IPv6 special-purpose address registries; ``is_global`` of the
# standard library takes some of these for public, and which depends on its age.
_CLOSED_4 = tuple(
    map(
        IPv4Network,
        [
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.31.196.0/24",
            "192.52.193.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "192.175.48.0/24",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/4",
            "240.0.0.0/4",
        ],
    )
)
_OPEN_6 = IPv6Network("2000::/3")
"""Global unicast: all that IANA has given out; what lies outside is never public."""
_CLOSED_6 = tuple(
    map(
        IPv6Network,
        [
            "2001::/23",  # Teredo, ORCHID, benchmarking and more
            "2001:db8::/32",
            "2002::/16",  # 6to4 carries an IPv4 address
            "2620:4f:8000::/48",
            "3fff::/20",
            "5f00::/16",
        ],
    )
)


def is_public(address: str) -> bool:
    """Tell whether an IP address is a public one of the internet."""
    try:
        parsed = ip_address(address)
    except ValueError:  # also one with a zone (fe80::1%eth0)
        return False
    if isinstance(parsed, IPv6Address):
        return _is_public_6(parsed)
    return _is_public_4(parsed)


def _is_public_4(address: IPv4Address) -> bool:
    return address.is_global and not any(address in closed for closed in _CLOSED_4)


def _is_public_6(address: IPv6Address) -> bool:
    if address.scope_id or address not in _OPEN_6:  # mapped and NAT64 addresses lie outside
        return False
    return address.is_global and not any(address in closed for closed in _CLOSED_6)
