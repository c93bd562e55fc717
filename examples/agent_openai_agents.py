"""An agent of the OpenAI Agents SDK that uses the apps of a user. Needs openai-agents, and OPENAI_API_KEY."""

import asyncio
from typing import Any

from agents import Agent, FunctionTool, Runner

import pdconnect

TASK = "Say hello in the Slack channel general."


def function_tool(tool: pdconnect.AsyncTool) -> FunctionTool:
    """Return a tool for the Agents SDK."""

    async def invoke(context: Any, arguments: str) -> str:
        return await tool.run(arguments)

    return FunctionTool(tool.name, tool.description, tool.parameters, invoke, tool.strict)


async def main() -> None:
    """Run the agent."""
    async with pdconnect.AsyncClient(environment="development") as client:
        tools = await client.tools.for_user("user-1", apps=["slack"])
        agent = Agent(name="Assistant", model="gpt-5", tools=[function_tool(tool) for tool in tools])
        print((await Runner.run(agent, TASK)).final_output)


if __name__ == "__main__":
    asyncio.run(main())
