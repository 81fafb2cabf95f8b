import type { Context, MiddlewareHandler } from 'hono';
import { matchedRoutes } from 'hono/route';

export interface PageAnswer {
  /** Method and pattern of the address, `POST /authorise/:ticket/code`: never the address itself. Undefined where there is no page. */
  readonly route: string | undefined;
  readonly status: number;
  readonly milliseconds: number;
}

/** Tells of each answer, for whoever counts them. */
export function tellAnswers(onAnswer: (answer: PageAnswer) => void): MiddlewareHandler {
  return async function tellAnswer(c, next) {
    const startedAt = performance.now();
    await next();
    onAnswer({ route: routeOf(c), status: c.res.status, milliseconds: performance.now() - startedAt });
  };
}

/** Of what has answered: afterwards it is the innermost that was reached. */
function routeOf(c: Context): string | undefined {
  const route = matchedRoutes(c)[c.req.routeIndex];
  return route === undefined || route.path === '/*' ? undefined : `${route.method} ${route.path}`;
}
