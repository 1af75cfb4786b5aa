use super::*;

#[test]
fn a_condition_holds_in_some_combinations() {
    use Condition::{All, Any, Not, Number};
    let either = Any(vec![Number(7), Number(3)]);
    let both = Number(7).and(&Number(3));
    let neither = All(vec![Not(Box::new(Number(7))), Not(Box::new(Number(3)))]);
    let held = |condition: &Condition| {
        let numbers = numbers(std::iter::once(condition));
        assert_eq!(numbers, [7, 3]);
        builds(&numbers).filter(|build| condition.holds(*build)).count()
    };
    assert_eq!((held(&either), held(&both), held(&neither)), (3, 1, 1));
    assert!(Condition::default().holds(Build::ONLY) && Condition::default().is_always());
    assert!(!Any(Vec::new()).holds(Build::ONLY));
    assert_eq!(Number(1).and(&Condition::default()), Number(1));
    assert_eq!(Condition::default().and(&Number(1)), Number(1));
    assert_eq!(Number(1).and(&Number(1)), Number(1));
    assert_eq!(both.clone().and(&Number(7)), both);
}
