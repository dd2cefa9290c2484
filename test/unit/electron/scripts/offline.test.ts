import { expect, it } from 'vitest'
import { networkCalls } from '../../../../electron/scripts/offline/calls'

/** Lines as strace 6.1 writes them with -f -o. */
const QUIET = `71 socket(AF_UNIX, SOCK_STREAM|SOCK_CLOEXEC, 0) = 18
71 connect(18, {sa_family=AF_UNIX, sun_path="/run/user/1000/bus"}, 110) = 0
72 connect(19, {sa_family=AF_UNIX, sun_path=@"/tmp/.X11-unix/X0"}, 20 <unfinished ...>
72 <... connect resumed>)            = 0
73 socket(AF_NETLINK, SOCK_RAW|SOCK_CLOEXEC, NETLINK_ROUTE) = 20
73 sendto(20, [{nlmsg_len=20, nlmsg_type=RTM_GETADDR}, {ifa_family=AF_UNSPEC}], 20, 0, {sa_family=AF_NETLINK, nl_pid=0}, 12) = 20
73 recvmsg(20, {msg_name={sa_family=AF_NETLINK, nl_pid=0}, msg_iov=[{iov_base=[{nlmsg_type=RTM_NEWLINK}, [[{nla_len=140, nla_type=AF_INET}, [IPV4_DEVCONF_NOXFRM-1]=0]]], iov_len=4096}]}, 0) = 1468
73 socket(AF_INET6, SOCK_DGRAM, IPPROTO_IP) = 49
74 socketpair(AF_UNIX, SOCK_STREAM, 0, [21, 22]) = 0
74 sendto(21, "connect(3, {sa_family=AF_INET, \\"quoted\\"", 30, 0, NULL, 0) = 30
71 +++ exited with 0 +++
`

it('sockets within this computer are no attempts, nor is what is sent over them', () => {
  expect(networkCalls(QUIET)).toEqual({
    attempts: [],
    unconnected: ['73 socket(AF_INET6, SOCK_DGRAM, IPPROTO_IP) = 49'],
    local: ['"/run/user/1000/bus"', '@"/tmp/.X11-unix/X0"'],
    count: 10,
  })
})

it.each([
  '75 sendto(49, "\\1\\0", 2, MSG_NOSIGNAL, {sa_family=AF_INET6, sin6_port=htons(53)}, 28) = 2',
  '[pid   75] socket(AF_INET6, SOCK_STREAM, IPPROTO_TCP <unfinished ...>',
  '75 connect(5, {sa_family=AF_INET, sin_port=htons(53), sin_addr=inet_addr("10.0.0.1")}, 16) = -1 ENETUNREACH',
  '75 <... accept4 resumed>{sa_family=AF_INET6, sin6_port=htons(443)}, [28], SOCK_CLOEXEC) = 9',
  '75 socket(AF_PACKET, SOCK_RAW, htons(ETH_P_ALL)) = -1 EPERM (Operation not permitted)',
  '75 socket(AF_VSOCK, SOCK_STREAM, 0) = 7',
])('any other is one, also where it fails: %s', (line) => {
  expect(networkCalls(`${QUIET}${line}\n`).attempts).toEqual([line])
})
