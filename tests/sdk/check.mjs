// SPDX-License-Identifier: GPL-3.0-or-later
// Asks a server, given as http://HOST:PORT, in every way that the vendors' clients know; prints
// what they understood as one JSON object a line. Run by sdk_test, with a question and perhaps
// "lists" (of models too).
import Anthropic from '@anthropic-ai/sdk';
import { GoogleGenAI } from '@google/genai';
import { Ollama } from 'ollama';
import OpenAI from 'openai';

const base = process.argv[2];
const system = 'You play FRANCE.';
const question = process.argv[3];
const schema = {
  type: 'object',
  properties: { orders: { type: 'array', items: { type: 'string' } }, reasoning: { type: 'string' } },
  required: ['orders', 'reasoning'],
  additionalProperties: false,
};
const model = 'simulator';

const openai = new OpenAI({ baseURL: base + '/v1', apiKey: 'none', maxRetries: 0 });
const anthropic = new Anthropic({ baseURL: base, apiKey: 'none', maxRetries: 0 });
const gemini = new GoogleGenAI({ apiKey: 'none', httpOptions: { baseUrl: base } });
const ollama = new Ollama({ host: base });

const chatRequest = {
  model,
  messages: [{ role: 'system', content: system }, { role: 'user', content: question }],
  response_format: { type: 'json_schema', json_schema: { name: 'orders', strict: true, schema } },
};
const responsesRequest = {
  model,
  instructions: system,
  input: question,
  text: { format: { type: 'json_schema', name: 'orders', strict: true, schema } },
};
const claudeRequest = {
  model,
  max_tokens: 4096,
  system,
  messages: [{ role: 'user', content: question }],
  output_config: { format: { type: 'json_schema', schema } },
};
const geminiRequest = {
  model,
  contents: question,
  config: { systemInstruction: system, responseMimeType: 'application/json', responseJsonSchema: schema },
};
const ollamaRequest = {
  model,
  messages: [{ role: 'system', content: system }, { role: 'user', content: question }],
  format: schema,
};

const chatUsage = (usage) => ({
  input: usage.prompt_tokens,
  cached: usage.prompt_tokens_details.cached_tokens,
  output: usage.completion_tokens,
  reasoning: usage.completion_tokens_details.reasoning_tokens,
});
const responsesUsage = (usage) => ({
  input: usage.input_tokens,
  cached: usage.input_tokens_details.cached_tokens,
  output: usage.output_tokens,
  reasoning: usage.output_tokens_details.reasoning_tokens,
});
// The whole prompt: Anthropic counts what came from its cache apart.
const claudeUsage = (usage) => ({
  input: usage.input_tokens + usage.cache_read_input_tokens + usage.cache_creation_input_tokens,
  cached: usage.cache_read_input_tokens,
  output: usage.output_tokens,
  reasoning: usage.output_tokens_details.thinking_tokens,
});
const geminiUsage = (usage) => ({
  input: usage.promptTokenCount,
  cached: usage.cachedContentTokenCount ?? 0,
  output: usage.candidatesTokenCount + (usage.thoughtsTokenCount ?? 0),
  reasoning: usage.thoughtsTokenCount ?? 0,
});
// Counts neither the cache nor the thoughts apart.
const ollamaUsage = (answer) => ({ input: answer.prompt_eval_count, output: answer.eval_count });

const checks = {
  async 'openai chat'() {
    const answer = await openai.chat.completions.create(chatRequest);
    const choice = answer.choices[0];
    return { text: choice.message.content, end: choice.finish_reason, usage: chatUsage(answer.usage) };
  },
  async 'openai chat streamed'() {
    // The accumulating helper: it insists on complete chunks.
    const stream = openai.chat.completions.stream({
      ...chatRequest, stream_options: { include_usage: true },
    });
    const answer = await stream.finalChatCompletion();
    const choice = answer.choices[0];
    return { text: choice.message.content, end: choice.finish_reason, usage: chatUsage(answer.usage) };
  },
  async 'openai responses'() {
    const answer = await openai.responses.create(responsesRequest);
    return { text: answer.output_text, end: answer.status, usage: responsesUsage(answer.usage) };
  },
  async 'openai responses streamed'() {
    const stream = openai.responses.stream(responsesRequest);
    let text = '';
    for await (const event of stream)
      text += event.type === 'response.output_text.delta' ? event.delta : '';
    const answer = await stream.finalResponse();
    if (answer.output_text !== text)
      throw new Error(`deltas ${text} and end ${answer.output_text} differ`);
    return { text, end: answer.status, usage: responsesUsage(answer.usage) };
  },
  async 'anthropic'() {
    const answer = await anthropic.messages.create(claudeRequest);
    return { text: answer.content[0].text, end: answer.stop_reason, usage: claudeUsage(answer.usage) };
  },
  async 'anthropic streamed'() {
    const answer = await anthropic.messages.stream(claudeRequest).finalMessage();
    return { text: answer.content[0].text, end: answer.stop_reason, usage: claudeUsage(answer.usage) };
  },
  async 'anthropic by a tool'() {
    const { output_config, ...request } = claudeRequest;
    const answer = await anthropic.messages.stream({
      ...request,
      tools: [{ name: 'orders', input_schema: schema, strict: true }],
      tool_choice: { type: 'tool', name: 'orders', disable_parallel_tool_use: true },
    }).finalMessage();
    return { object: answer.content[0].input, end: answer.stop_reason, usage: claudeUsage(answer.usage) };
  },
  async 'gemini'() {
    const answer = await gemini.models.generateContent(geminiRequest);
    return { text: answer.text, end: answer.candidates[0].finishReason, usage: geminiUsage(answer.usageMetadata) };
  },
  async 'gemini streamed'() {
    let text = '', last;
    for await (const piece of await gemini.models.generateContentStream(geminiRequest)) {
      text += piece.text ?? '';
      last = piece;
    }
    return { text, end: last.candidates[0].finishReason, usage: geminiUsage(last.usageMetadata) };
  },
  async 'ollama'() {
    const answer = await ollama.chat(ollamaRequest);
    return { text: answer.message.content, end: answer.done_reason, usage: ollamaUsage(answer) };
  },
  async 'ollama streamed'() {
    let text = '', last;
    for await (const piece of await ollama.chat({ ...ollamaRequest, stream: true })) {
      text += piece.message.content;
      last = piece;
    }
    return { text, end: last.done_reason, usage: ollamaUsage(last) };
  },
};
const lists = {
  'openai models': async () => (await openai.models.list()).data.map((each) => each.id),
  'anthropic models': async () => (await anthropic.models.list()).data.map((each) => each.id),
  'gemini models': async () => (await gemini.models.list()).page.map((each) => each.name),
  'ollama models': async () => (await ollama.list()).models.map((each) => each.name),
};

const report = async (check, ask) => {
  let result;
  try {
    result = await ask();
  } catch (error) {
    result = { error: String(error?.stack ?? error), status: error?.status ?? error?.status_code };
  }
  console.log(JSON.stringify({ check, ...result }));
};
for (const [check, ask] of Object.entries(checks))
  await report(check, ask);
if (process.argv[4] === 'lists')
  for (const [check, ask] of Object.entries(lists))
    await report(check, async () => ({ list: await ask() }));
