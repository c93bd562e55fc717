"""An agent with Anthropic messages: a model that uses the apps of a user. Needs anthropic, and ANTHROPIC_API_KEY."""

from typing import Any

import anthropic

import pdconnect

MODEL = "claude-sonnet-5"
TASK = "Say hello in the Slack channel general."


def main() -> None:
    """Let the model call tools until it has a final text."""
    with pdconnect.Client(environment="development") as client, anthropic.Anthropic() as api:
        tools = client.tools.for_user("user-1", apps=["slack"])
        messages: list[Any] = [{"role": "user", "content": TASK}]
        while True:
            message = api.messages.create(model=MODEL, max_tokens=1024, messages=messages, tools=tools.to_anthropic())
            results = tools.handle(message)
            messages += [{"role": "assistant", "content": message.content}, *results]
            if not results:
                break
        print("".join(block.text for block in message.content if block.type == "text"))


if __name__ == "__main__":
    main()
