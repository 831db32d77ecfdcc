import { Body, Controller, Delete, Get, Param, Post } from '@nestjs/common';
import { type Caller, CallerParam } from '../common/caller.ts';
import { type IdParam, idParam } from '../common/id-param.ts';
import { Route } from '../common/route.ts';
import { keysAnswer, type NewKeyRequest, newKeyAnswer, newKeyRequest } from './keys.schemas.ts';
import { KeysService } from './keys.service.ts';

@Controller('v1/keys')
export class KeysController {
  constructor(private readonly keys: KeysService) {}

  @Get()
  @Route({
    access: 'admin',
    tag: 'Keys',
    id: 'listKeys',
    summary: 'The keys of the workspace',
    answer: { status: 200, description: 'All keys, the newest first.', schema: keysAnswer },
  })
  list() {
    return this.keys.list();
  }

  @Post()
  @Route({
    access: 'admin',
    tag: 'Keys',
    id: 'createKey',
    summary: 'Make a key',
    answer: {
      status: 201,
      description: 'The key was made. It is shown in this answer alone.',
      schema: newKeyAnswer,
    },
  })
  create(@CallerParam() caller: Caller, @Body({ schema: newKeyRequest }) body: NewKeyRequest) {
    return this.keys.create(body, caller);
  }

  @Delete(':id')
  @Route({
    access: 'admin',
    tag: 'Keys',
    id: 'revokeKey',
    summary: 'End a key',
    answer: { status: 204, description: 'Requests with the key are refused from now on.' },
    problems: [404],
  })
  revoke(@CallerParam() caller: Caller, @Param({ schema: idParam }) { id }: IdParam) {
    return this.keys.revoke(id, caller);
  }
}
