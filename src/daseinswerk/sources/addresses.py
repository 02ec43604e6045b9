"""Which web addresses may be asked for: how an address is read, and which networks are the public internet.

An address is taken apart once, here; the request is built from these parts, so no second reader can understand it differently.
Whether an IP address is public is decided by our own list on top of Python's: in Python 3.11 `is_global` is true for several
networks that lead inside (measured, 2026), among them the ones that wrap an IPv4 address into IPv6.
"""

import ipaddress
import re
from dataclasses import dataclass
from urllib.parse import quote, urljoin, urlsplit

import idna

from daseinswerk.sources import reasons
from daseinswerk.sources.extracted import Refused

PORTS = {"http": 80, "https": 443}
USUAL_PORTS = frozenset(PORTS.values())
MAX_LENGTH = 4_000
# The only part of IPv6 that is given out to the internet (RFC 4291, 2.4; IANA 2026).
GLOBAL_UNICAST = ipaddress.ip_network("2000::/3")
# RFC 6890 and the IANA registries of special-purpose addresses (2026), beyond what `is_global` already refuses.
NOT_PUBLIC = tuple(
    ipaddress.ip_network(net)
    for net in (
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24",
        "192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24", "192.168.0.0/16", "192.175.48.0/24",
        "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/3",
        "168.63.129.16/32",  # the host agent of a large cloud, reachable from its machines only
        "::/8", "64:ff9b::/96", "64:ff9b:1::/48", "100::/64", "100:0:0:1::/64", "2001::/23", "2001:db8::/32", "2002::/16",
        "3fff::/20", "5f00::/16", "fc00::/7", "fe80::/9", "ff00::/8",
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Address:
    """A checked address in parts: `host` is ASCII and lower case (IPv6 without brackets), `target` is path and query."""

    scheme: str
    host: str
    port: int
    target: str

    def __str__(self) -> str:
        return f"{self.scheme}://{self.authority}{self.target}"

    @property
    def authority(self) -> str:
        """Host and port as they stand in an address and in the Host header."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def endpoint(self) -> tuple[str, int]:
        return self.host, self.port


@dataclass(frozen=True, slots=True)
class Rules:
    """What an address may ask for: `ports` on any public host, and single (host, port) pairs on this machine itself."""

    ports: frozenset[int] = USUAL_PORTS
    excepted: frozenset[tuple[str, int]] = frozenset()


def read(written: str, rules: Rules = Rules()) -> Address:
    """The parts of an address; raises Refused for anything but plain http(s) on a permitted port."""
    written = written.strip()
    if len(written) > MAX_LENGTH or re.search(r"[\x00-\x20\x7f\\\u0080-\u009f\ud800-\udfff]", written):
        raise Refused(reasons.ODD_CHARACTERS)
    try:
        parts = urlsplit(written)
        port = parts.port
    except ValueError:
        raise Refused(reasons.NO_ADDRESS) from None
    if parts.scheme not in PORTS:
        raise Refused(reasons.SCHEME if parts.scheme else reasons.NO_ADDRESS)
    if "@" in parts.netloc:
        raise Refused(reasons.USER_IN_ADDRESS)
    host = _host(parts.hostname or "", bracketed=parts.netloc.startswith("["))
    port = PORTS[parts.scheme] if port is None else port
    if port not in rules.ports and (host, port) not in rules.excepted:
        raise Refused(reasons.PORT.format(port=port))
    return Address(parts.scheme, host, port, _target(parts.path, parts.query))


def joined(current: Address, location: str, rules: Rules) -> Address:
    """Where a redirect leads, read as strictly as any other address."""
    location = location.strip(" \t")
    if re.search(r"[\x00-\x20\x7f\\\ud800-\udfff]", location):
        raise Refused(reasons.ODD_CHARACTERS)
    try:
        return read(urljoin(str(current), location), rules)
    except ValueError:
        raise Refused(reasons.NO_ADDRESS) from None


def is_public(ip: str) -> bool:
    """Whether this IP address belongs to the public internet."""
    try:
        found = ipaddress.ip_address(ip)
    except ValueError:
        return False
    if found.version == 6 and found not in GLOBAL_UNICAST:
        return False
    return found.is_global and not any(found.version == net.version and found in net for net in NOT_PUBLIC)


def is_loopback(ip: str) -> bool:
    """Whether this IP address is this machine itself."""
    return ipaddress.ip_address(ip).is_loopback


def _target(path: str, query: str) -> str:
    # Letters beyond ASCII are sent as browsers send them: percent-encoded UTF-8. What is encoded already stays.
    safe = "/:@!$&'()*+,;=~-._%?"
    return (quote(path, safe=safe) or "/") + (f"?{quote(query, safe=safe)}" if query else "")


def _host(written: str, *, bracketed: bool) -> str:
    if bracketed:
        return _ipv6(written)
    try:
        # UTS 46, non-transitional: as browsers do, so that ß stays ß. One trailing dot means the same host.
        host = (
            idna.encode(
                written.rstrip(".") if written.endswith(".") and not written.endswith("..") else written, uts46=True
            )
            .decode("ascii")
            .lower()
        )
    except (idna.IDNAError, UnicodeError):
        host = _plain_host(written)
    # A last label of digits (or hexadecimal) is a number for every resolver; only the usual spelling is taken.
    if re.fullmatch(r"(0x[0-9a-f]*|\d+)", host.rsplit(".", 1)[-1]):
        return _ipv4(host)
    return host


def _plain_host(written: str) -> str:
    """Names that IDNA 2008 does not know but DNS does, for example with an underscore."""
    if not re.fullmatch(r"[A-Za-z0-9_]([A-Za-z0-9_-]{0,62}\.?)*", written) or len(written) > 253:
        raise Refused(reasons.ODD_CHARACTERS if written else reasons.NO_ADDRESS)
    return written.rstrip(".").lower()


def _ipv4(host: str) -> str:
    try:
        return str(ipaddress.IPv4Address(host))
    except ValueError:
        raise Refused(reasons.ODD_NUMBER) from None


def _ipv6(host: str) -> str:
    try:
        if "%" in host:
            raise ValueError
        return str(ipaddress.IPv6Address(host))
    except ValueError:
        raise Refused(reasons.ODD_NUMBER) from None
