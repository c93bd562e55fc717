"""An agent of Pydantic AI that uses the apps of a user. Needs pydantic-ai-slim[openai], and OPENAI_API_KEY."""

import asyncio

from pydantic_ai import Agent, Tool

import pdconnect

TASK = "Say hello in the Slack channel general."


async def main() -> None:
    """Run the agent."""
    async with pdconnect.AsyncClient(environment="development") as client:
        tools = await client.tools.for_user("user-1", apps=["slack"])
        functions = [Tool.from_schema(tool.run, tool.name, tool.description, tool.input_schema) for tool in tools]
        print((await Agent("openai-chat:gpt-5", tools=functions).run(TASK)).output)


if __name__ == "__main__":
    asyncio.run(main())
