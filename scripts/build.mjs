// npm run build: everything that `npm start` runs.
import './install.mjs';
import { ensureBuild } from './ensure-build.mjs';

ensureBuild();
