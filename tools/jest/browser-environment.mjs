import JsdomEnvironment from 'jest-environment-jsdom';

/** jsdom with what a router needs of the network: requests that are made and answered inside the page. */
export default class BrowserEnvironment extends JsdomEnvironment {
  constructor(config, context) {
    super(config, context);
    Object.assign(this.global, { Request, Response, Headers, URLSearchParams, AbortController, AbortSignal });
  }
}
