// npm start: install and build what is missing, then become the server. In this very process, so that a signal reaches
// the server and nothing else has to be waited for.
import './build.mjs';

process.setSourceMapsEnabled(true);
await import('../api/.out/main.js');
