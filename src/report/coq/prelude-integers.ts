// What exported theorems need of integers.

/** Integers among the real numbers, and remainders. */
export const INTEGER_PRELUDE = `(* Integers. *)
Definition integer (u : R) : Prop := exists z, u = IZR z.
Lemma integer_whole z : integer (IZR z). Proof. now exists z. Qed.
Lemma integer_add {a b} : integer a -> integer b -> integer (a + b).
Proof. intros [x ->] [y ->]. exists (x + y)%Z. now rewrite plus_IZR. Qed.
Lemma integer_mul {a b} : integer a -> integer b -> integer (a * b).
Proof. intros [x ->] [y ->]. exists (x * y)%Z. now rewrite mult_IZR. Qed.
Lemma integer_opp {a} : integer a -> integer (- a).
Proof. intros [x ->]. exists (- x)%Z. now rewrite opp_IZR. Qed.
Lemma integer_pow {a} k : integer a -> integer (a ^ k).
Proof. intros i. induction k as [| k IH]; [apply (integer_whole 1) | simpl; now apply integer_mul]. Qed.
Lemma integer_if {a} b : integer b -> a = b -> integer a. Proof. now intros i ->. Qed.
Lemma integer_pos {a} : integer a -> 0 < a -> 0 <= a - 1.
Proof. intros [z ->] p. apply lt_IZR in p. rewrite <- minus_IZR. apply IZR_le. lia. Qed.
Lemma integer_neg {a} : integer a -> a < 0 -> 0 <= - a - 1.
Proof. intros i n. apply (integer_pos (integer_opp i)). lra. Qed.

(* An equation modulo m, tried for all residues. *)
Definition all_residues (m : nat) (p : Z -> bool) : bool := List.forallb (fun k => p (Z.of_nat k)) (List.seq 0 m).
Lemma residue m p : Nat.eqb m 0 = false -> all_residues m p = true -> forall z, p (Z.modulo z (Z.of_nat m)) = true.
Proof.
  intros n a z. apply Nat.eqb_neq in n. unfold all_residues in a. rewrite List.forallb_forall in a.
  assert (b := Z.mod_pos_bound z (Z.of_nat m) ltac:(lia)).
  rewrite <- (Z2Nat.id (Z.modulo z (Z.of_nat m))) by lia. apply a, List.in_seq. lia.
Qed.
Definition same (m a b : Z) : Prop := Z.modulo a m = Z.modulo b m.
Lemma same_refl {m} a : same m a a. Proof. reflexivity. Qed.
Lemma same_residue {m} a : same m a (Z.modulo a m). Proof. unfold same. now rewrite Zmod_mod. Qed.
Lemma same_add {m a b c d} : same m a b -> same m c d -> same m (a + c) (b + d).
Proof. unfold same. intros e f. rewrite (Zplus_mod a c), (Zplus_mod b d). now rewrite e, f. Qed.
Lemma same_mul {m a b c d} : same m a b -> same m c d -> same m (a * c) (b * d).
Proof. unfold same. intros e f. rewrite (Zmult_mod a c), (Zmult_mod b d). now rewrite e, f. Qed.
Lemma same_pow {m a b} (k : nat) : same m a b -> same m (Z.pow a (Z.of_nat k)) (Z.pow b (Z.of_nat k)).
Proof.
  intros e. induction k as [| k IH]; [reflexivity |].
  rewrite Nat2Z.inj_succ, !Z.pow_succ_r by apply Nat2Z.is_nonneg. now apply same_mul.
Qed.
`
