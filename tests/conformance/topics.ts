/** Every topic the runner knows. */
import { engineTopic } from "./engine/mod.ts";
import { marketDataTopic } from "./market_data/mod.ts";
import { paramTopic } from "./param/mod.ts";
import { policiesTopic } from "./policies/mod.ts";
import type { Api } from "./shared/api.ts";
import type { Topic } from "./shared/topic.ts";
import { spotFundsTopic } from "./spot_funds/mod.ts";

export function allTopics(api: Api): Topic[] {
  const topics = [paramTopic, engineTopic, policiesTopic, marketDataTopic, spotFundsTopic];
  return topics.map((topic) => topic(api));
}
