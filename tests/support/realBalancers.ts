/** The NGINX and the HAProxy of this machine. */
import { execFileSync } from 'node:child_process'
import { connect } from 'node:net'

export type BalancerName = 'nginx' | 'haproxy'

/** The version that a command says it is; null when there is no such command. */
export function versionOf(balancer: BalancerName): string | null {
  try {
    const text = execFileSync('sh', ['-c', `${balancer} -v 2>&1`], { encoding: 'utf8' })
    return balancer === 'nginx'
      ? (/nginx\/[\d.]+/.exec(text)?.[0] ?? null)
      : (/HAProxy version [\d.]+/.exec(text)?.[0] ?? null)
  } catch {
    return null
  }
}

/** How each is told to stay in the foreground and to read a file; `folder` is its own. */
export const argumentsOf = (balancer: BalancerName, folder: string, file: string) =>
  balancer === 'nginx' ? ['-p', folder, '-c', file, '-g', 'daemon off;'] : ['-db', '-f', file]

/** Until something accepts connections at a port of this machine; its servers hear nothing of that. */
export async function untilOpen(port: number): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    const isOpen = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => {
        socket.destroy()
        resolve(true)
      })
      socket.once('error', () => resolve(false))
    })
    if (isOpen) return
    await new Promise((later) => setTimeout(later, 25))
  }
  throw new Error(`nobody opened port ${port} within 5 s`)
}
