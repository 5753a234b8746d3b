// Answers a question that was put to the race from another thread, whatever happens: who asked keeps a place until then.
#pragma once
#include <exception>
#include <functional>
#include <string>
#include <utility>

#include "core/result.hpp"

namespace bowball::race {

/// Calls `reply` once: with what `find` brings, or with errc::io_failed where it throws. Returns why it threw, for the log; empty if
/// it did not.
template <class T, class Find>
std::string answer(const std::function<void(Result<T>)>& reply, const Find& find) {
    Result<T> found = Error{errc::io_failed, "The server could not work this out. Why stands in its log."};
    std::string problem;
    try {
        found = find();
    } catch (const std::exception& thrown) {
        problem = thrown.what();
    }
    reply(std::move(found));
    return problem;
}

}  // namespace bowball::race
