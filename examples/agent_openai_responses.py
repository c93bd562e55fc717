"""An agent with OpenAI responses: a model that uses the apps of a user. Needs openai, and OPENAI_API_KEY."""

from typing import Any

import openai

import pdconnect

TASK = "Say hello in the Slack channel general."


def main() -> None:
    """Let the model call tools until it has a final text."""
    with pdconnect.Client(environment="development") as client, openai.OpenAI() as models:
        tools = client.tools.for_user("user-1", apps=["slack"])
        items: list[Any] = [{"role": "user", "content": TASK}]
        while True:
            response = models.responses.create(model="gpt-5", input=items, tools=tools.to_openai_responses())
            results = tools.handle(response)
            items += [*response.output, *results]
            if not results:
                break
        print(response.output_text)


if __name__ == "__main__":
    main()
