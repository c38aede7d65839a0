/** The NGINX and the HAProxy of this machine. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
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

export interface StartedBalancer {
  /** What it says comes on its `stdout`. */
  readonly process: ChildProcess
  /** Ends it, and waits until it has ended; it may have ended by itself. */
  readonly stop: () => Promise<void>
}

/** Starts one in the foreground with the file of its configuration; `folder` is its own. */
export function startBalancer(
  balancer: BalancerName,
  folder: string,
  file: string,
): StartedBalancer {
  const words =
    balancer === 'nginx' ? ['-p', folder, '-c', file, '-g', 'daemon off;'] : ['-db', '-f', file]
  const process = spawn(balancer, words, { stdio: ['ignore', 'pipe', 'ignore'] })
  // What nobody hears must not fill the pipe.
  process.stdout.resume()
  const isOver = new Promise<void>((resolve) => process.once('close', () => resolve()))
  const stop = (): Promise<void> => {
    process.kill('SIGTERM')
    return isOver
  }
  return { process, stop }
}

/** An `nginx.conf` of one worker, so that there is one rotation; with the lines of its `upstream` and of its `server`. */
export const nginxFile = (upstream: readonly string[], server: readonly string[]): string => `
worker_processes 1;
error_log stderr crit;
pid nginx.pid;
events { worker_connections 4096; }
http {
  access_log off;
  upstream servers {
${upstream.map((line) => `    ${line}`).join('\n')}
  }
  server {
${server.map((line) => `    ${line}`).join('\n')}
    location / { proxy_pass http://servers; }
  }
}
`

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
