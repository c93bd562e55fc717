"""An agent with OpenAI chat completions: a model that uses the apps of a user. Needs openai, and OPENAI_API_KEY."""

from typing import Any

import openai

import pdconnect

TASK = "Say hello in the Slack channel general."


def main() -> None:
    """Let the model call tools until it has a final text."""
    with pdconnect.Client(environment="development") as client, openai.OpenAI() as models:
        tools = client.tools.for_user("user-1", apps=["slack"])
        messages: list[Any] = [{"role": "user", "content": TASK}]
        while True:
            completion = models.chat.completions.create(model="gpt-5", messages=messages, tools=tools.to_openai())
            results = tools.handle(completion)
            messages += [completion.choices[0].message, *results]
            if not results:
                break
        print(completion.choices[0].message.content)


if __name__ == "__main__":
    main()
