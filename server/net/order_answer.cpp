#include "net/order_answer.hpp"

#include "formats/frame.hpp"

namespace bowball::net {

HttpAnswer answer_of(const std::string& id, const engine::Outcome& outcome) {
    if (outcome) return {200, "application/json", formats::encode_accepted(id, *outcome), {}};
    auto refused = refusal(outcome.error());
    refused.body = formats::encode_refused(id, outcome.error());
    return refused;
}

}  // namespace bowball::net
