import { Injectable } from '@nestjs/common';
import { Problem } from '../common/problem.ts';
import type { NewRate, RatePreview } from './rate.schemas.ts';

@Injectable()
export class PreviewService {
  async preview(_newRates: NewRate[]): Promise<RatePreview> {
    throw new Problem({ status: 503, code: 'unavailable', detail: 'Reports are not there yet.' });
  }
}
